// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Reads the attributes of a TNEF stream ([MS-OXTNEF] section 2.1.3).
///
///     TNEFStream    = TNEFHeader TNEFVersion OEMCodePage MessageData *AttachData
///     Attribute     = Level ID Length Data Checksum
struct TNEFReader {
    /// The attributes of one attachment.
    struct RawAttachment {
        var title: ArraySlice<UInt8>?
        var data: ArraySlice<UInt8>?
        var properties = MAPIProperties()
    }

    /// The identifier of the interface IMessage, which precedes an attached message.
    static let messageInterface: [UInt8] = [
        0x07, 0x03, 0x02, 0x00, 0x00, 0x00, 0x00, 0x00, 0xC0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
        0x46,
    ]

    private static let signature: UInt32 = 0x223E_9F78

    /// The lower halves of attribute identifiers.
    private enum Attribute {
        static let subject: UInt16 = 0x8004
        static let messageClass: UInt16 = 0x8008
        static let body: UInt16 = 0x800C
        static let attachData: UInt16 = 0x800F
        static let attachTitle: UInt16 = 0x8010
        static let attachRendering: UInt16 = 0x9002
        static let properties: UInt16 = 0x9003
        static let attachment: UInt16 = 0x9005
        static let codePage: UInt16 = 0x9007
    }

    private(set) var subject: ArraySlice<UInt8>?
    private(set) var messageClass: ArraySlice<UInt8>?
    private(set) var body: ArraySlice<UInt8>?
    private(set) var properties = MAPIProperties()
    private(set) var attachments: [RawAttachment] = []
    private(set) var charset = CharacterSet.windows1252
    private(set) var isComplete = false
    private var reader: ByteReader
    private let limits: Limits

    init?(_ bytes: ArraySlice<UInt8>, limits: Limits) {
        reader = ByteReader(bytes)
        self.limits = limits
        guard reader.uint32() == Self.signature, reader.uint16() != nil else { return nil }
    }

    mutating func read() {
        while reader.left > 0 {
            guard let level = reader.byte(), let identifier = reader.uint32(),
                let told = reader.uint32(), let length = Int(exactly: told)
            else { return }
            let name = UInt16(truncatingIfNeeded: identifier)
            let data = reader.takeUpTo(length)
            if level == 2 {
                guard keepOfAttachment(name, data) else { return }
            } else {
                keep(name, data)
            }
            // The checksum is ignored, because a mismatch would not change the result.
            guard data.count == length, reader.uint16() != nil else { return }
        }
        isComplete = true
    }

    private mutating func keep(_ name: UInt16, _ data: ArraySlice<UInt8>) {
        switch name {
        case Attribute.subject: subject = data
        case Attribute.messageClass: messageClass = data
        case Attribute.body: body = data
        case Attribute.properties: properties = MAPIProperties(data)
        case Attribute.codePage:
            var number = ByteReader(data)
            if let page = number.uint32() { charset = TNEFMessage.charset(ofCodePage: page) }
        default: break
        }
    }

    /// Returns false if there are too many attachments.
    private mutating func keepOfAttachment(_ name: UInt16, _ data: ArraySlice<UInt8>) -> Bool {
        // The rendering is the first attribute of each attachment.
        if name == Attribute.attachRendering || attachments.isEmpty {
            guard attachments.count < limits.partCount else { return false }
            attachments.append(RawAttachment())
        }
        let last = attachments.count - 1
        switch name {
        case Attribute.attachTitle: attachments[last].title = data
        case Attribute.attachData: attachments[last].data = data
        case Attribute.attachment: attachments[last].properties = MAPIProperties(data)
        default: break
        }
        return true
    }
}

/// The available forms of the body of a TNEF message.
struct TNEFBody {
    var text: String?
    var html: String?
    private let rtf: [UInt8]?

    init(_ properties: MAPIProperties, charset: CharacterSet, limits: Limits) {
        typealias Name = MAPIProperties.Name
        text = properties.text(Name.body, charset: charset)
        switch properties[Name.html] {
        case .bytes(let bytes)?:
            let page = properties.number(Name.internetCodePage)
            html = TNEFMessage.text(
                bytes, page.map { TNEFMessage.charset(ofCodePage: $0) } ?? charset)
        case nil: html = nil
        default: html = properties.text(Name.html, charset: charset)
        }
        if case .bytes(let bytes)? = properties[Name.compressedRTF] {
            rtf = CompressedRTF.decompress(bytes, limitInBytes: limits.readableHTMLBytes)
        } else {
            rtf = nil
        }
    }

    /// Fills in the missing forms from the RTF.
    mutating func readRTF() {
        guard let rtf, html == nil || text == nil else { return }
        let content = RTFText(rtf)
        if content.isHTML {
            if html == nil { html = content.text }
        } else if text == nil {
            text = content.text
        }
    }
}
