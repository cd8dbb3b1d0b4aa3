// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A message in Microsoft's TNEF format: `winmail.dat`, application/ms-tnef ([MS-OXTNEF]).
///
/// Truncated or invalid streams are read as far as possible. Only texts are copied.
public struct TNEFMessage: Sendable {
    /// The subject; nil if there is none.
    public let subject: String?
    /// The class, such as `IPM.Note` or `IPM.Microsoft Mail.Note`; nil if there is none.
    public let messageClass: String?
    /// The plain text with LF line endings, else the text of the RTF; nil if there is neither.
    public let text: String?
    /// The HTML, else the HTML from which the RTF was made; nil if there is neither.
    public let html: String?
    /// The attachments in order.
    public let attachments: [TNEFAttachment]
    /// Whether the stream could be read completely.
    public let isComplete: Bool

    /// Parses a stream; returns nil if the bytes are not TNEF.
    ///
    /// - Parameters:
    ///   - bytes: The decoded body of the part.
    ///   - limits: The limits; at most `partCount` attachments and `readableHTMLBytes` of RTF are
    ///     read.
    public init?(_ bytes: [UInt8], limits: Limits = .standard) {
        guard var reader = TNEFReader(bytes[...], limits: limits) else { return nil }
        reader.read()
        let charset = reader.charset
        let properties = reader.properties
        subject =
            properties.text(MAPIProperties.Name.subject, charset: charset)
            ?? reader.subject.map { Self.text($0, charset) }
        messageClass = reader.messageClass.map { Self.text($0, charset) }
        var body = TNEFBody(properties, charset: charset, limits: limits)
        if body.text == nil { body.text = reader.body.map { Self.text($0, charset) } }
        body.readRTF()
        text = body.text.map { TextBody.decode(Array($0.utf8)[...], .utf8) }
        html = body.html.map { TextBody.decode(Array($0.utf8)[...], .utf8) }
        attachments = reader.attachments.map { TNEFAttachment($0, charset: charset) }
        isComplete = reader.isComplete
    }

    /// Returns text in a byte charset, up to its zero byte.
    static func text(_ bytes: ArraySlice<UInt8>, _ charset: CharacterSet) -> String {
        charset.decode(Array(bytes.prefix { $0 != 0 }))
    }

    /// Returns text in little-endian UTF-16, up to its zero; lone surrogates become U+FFFD.
    static func utf16(_ bytes: ArraySlice<UInt8>) -> String {
        var reader = ByteReader(bytes)
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        while let unit = reader.uint16(), unit != 0 { units.append(unit) }
        return String(decoding: units, as: UTF16.self)
    }

    /// Returns the charset of a Windows code page.
    static func charset(ofCodePage number: UInt32) -> CharacterSet {
        switch number {
        case 65001: .utf8
        case 20127: .ascii
        case 28591: .windows1252
        case 28592...28605: CharacterSet(label: "iso-8859-\(number - 28590)")
        case 932: CharacterSet(label: "shift_jis")
        case 936, 20936, 54936: CharacterSet(label: "gb18030")
        case 949, 51949: CharacterSet(label: "euc-kr")
        case 950: CharacterSet(label: "big5")
        case 20866: CharacterSet(label: "koi8-r")
        case 21866: CharacterSet(label: "koi8-u")
        case 50220...50222: .iso2022jp
        case 51932: CharacterSet(label: "euc-jp")
        case 10000: CharacterSet(label: "macintosh")
        case 437, 720, 737, 775, 850...869, 874: CharacterSet(label: "cp\(number)")
        case 1250...1258: CharacterSet(label: "windows-\(number)")
        default: .windows1252
        }
    }
}

/// An attachment in a TNEF message.
public struct TNEFAttachment: Sendable {
    /// The long name as the sender wrote it, else the short name; nil if there is none.
    public let fileName: String?
    /// The content type from the sender, in lower case; nil if there is none.
    public let contentType: String?
    /// The Content-ID without angle brackets, to which HTML refers; nil if there is none.
    public let contentID: String?
    /// Whether this is an embedded message, which `TNEFMessage` can parse.
    public let isMessage: Bool
    /// The content, a view of the stream.
    public let data: ArraySlice<UInt8>

    init(_ raw: TNEFReader.RawAttachment, charset: CharacterSet) {
        typealias Name = MAPIProperties.Name
        let properties = raw.properties
        func text(_ name: UInt16) -> String? {
            guard let text = properties.text(name, charset: charset)?.trimmingBlanks() else {
                return nil
            }
            return text.isEmpty ? nil : text
        }
        let title = raw.title.map { TNEFMessage.text($0, charset) }
        fileName =
            text(Name.attachLongFileName) ?? text(Name.attachFileName)
            ?? (title?.isEmpty == false ? title : nil) ?? text(Name.displayName)
        contentType = text(Name.attachMIMEType)?.lowercased()
        contentID = text(Name.attachContentID).flatMap {
            MessageIdentifiers.list(Array($0.utf8), limit: 1).first
        }
        switch properties[Name.attachData] {
        case .object(let bytes, let interface)?:
            isMessage = interface.elementsEqual(TNEFReader.messageInterface)
            data = bytes
        case .bytes(let bytes)? where raw.data == nil:
            isMessage = false
            data = bytes
        default:
            isMessage = false
            data = raw.data ?? []
        }
    }
}
