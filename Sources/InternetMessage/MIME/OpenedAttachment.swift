// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An attachment of a message, also one that came inside a winmail.dat or a text.
public struct OpenedAttachment: Sendable {
    /// In which form it came.
    public enum Form: Sendable, Hashable {
        /// A part of the message.
        case part
        /// Inside a part application/ms-tnef.
        case tnef
        /// In uuencode, inside a text.
        case uuencode
    }

    /// In which form it came.
    public let form: Form
    /// The part that it is, or that it came in.
    public let part: Part
    /// The content type in lower case; `application/octet-stream` where none is told.
    public let contentType: String
    /// The decoded file name as the sender wrote it, nil when there is none; not safe as a path.
    public let fileName: String?
    /// The Content-ID without angle brackets; nil when there is none.
    public let contentID: String?
    private let content: ArraySlice<UInt8>?

    /// A file name that is safe to use in any directory; see `SafeFileName`.
    public var safeFileName: String {
        SafeFileName.make(fileName, limitInBytes: part.storage.limits.fileNameBytes)
    }

    /// The bytes; nil for parts `message/*`, which are messages of their own.
    public func data() -> [UInt8]? {
        if let content { return Array(content) }
        return part.isMessage ? nil : part.decodedBody()
    }

    init(_ part: Part) {
        self.init(
            .part, part, type: part.contentType.name, fileName: part.fileName,
            contentID: part.contentID, content: nil)
    }

    init(
        _ form: Form, _ part: Part, type: String?, fileName: String?, contentID: String?,
        content: ArraySlice<UInt8>?
    ) {
        self.form = form
        self.part = part
        contentType = type ?? "application/octet-stream"
        self.fileName = fileName
        self.contentID = contentID
        self.content = content
    }
}

extension Message {
    /// As `attachments`, with what is in a winmail.dat in its place, and files in uuencode.
    ///
    /// A winmail.dat that can't be read stays one attachment. Each asking decodes them anew.
    public var openedAttachments: [OpenedAttachment] {
        var found: [OpenedAttachment] = []
        let limit = storage.limits.partCount
        forEachPart { part in
            if part.isMessage || part.isLeaf && !part.isBodyPart {
                if let opened = part.openedTNEF() {
                    found += opened.prefix(limit - found.count)
                } else {
                    found.append(OpenedAttachment(part))
                }
            } else if part.isBodyPart, part.bodySubtype == "plain" {
                let files = UUEncodedFile.list(in: part.decodedBody())
                found += files.prefix(limit - found.count).map { file in
                    OpenedAttachment(
                        .uuencode, part, type: nil, fileName: file.fileName, contentID: nil,
                        content: file.data[...])
                }
            }
            return found.count < limit
        }
        return found
    }

    /// The text for people as `bestText`, without files in uuencode.
    ///
    /// When there is no text part it is that of the message inside an S/MIME signature, or that of a
    /// winmail.dat: its plain text, else its HTML.
    public var openedText: String {
        var text: String?
        var inside: TNEFMessage?
        forEachPart { part in
            if part.isBodyPart {
                text = ""
                if part.bodySubtype == "plain" {
                    text = part.textWithoutFiles()
                    return false
                }
            } else if inside == nil, part.isTNEF {
                inside = TNEFMessage(part.decodedBody(), limits: storage.limits)
            }
            return true
        }
        if let text { return text.isEmpty ? bestText : TextBody.trimmedEnd(text) }
        guard let inside else { return opaqueSignedMessage?.bestText ?? bestText }
        if let plain = inside.text { return TextBody.trimmedEnd(plain) }
        return HTMLText.readable(
            inside.html ?? "", limitInBytes: storage.limits.readableHTMLBytes)
    }
}

extension Part {
    /// Whether it says that it is a winmail.dat.
    var isTNEF: Bool {
        let name = contentType.name
        if name == "application/ms-tnef" || name == "application/vnd.ms-tnef" { return true }
        return name == "application/octet-stream" && fileName?.lowercased() == "winmail.dat"
    }

    /// What is in a winmail.dat, in order; nil when it is none or can't be read.
    func openedTNEF() -> [OpenedAttachment]? {
        guard isTNEF, let outer = TNEFMessage(decodedBody(), limits: storage.limits) else {
            return nil
        }
        var found: [OpenedAttachment] = []
        var waiting = outer.attachments.reversed().map { (attachment: $0, depth: 1) }
        while let (attachment, depth) = waiting.popLast(), found.count < storage.limits.partCount {
            if attachment.isMessage, depth < FixedLimits.tnefDepth,
                let inner = TNEFMessage(Array(attachment.data), limits: storage.limits),
                !inner.attachments.isEmpty
            {
                waiting += inner.attachments.reversed().map { ($0, depth + 1) }
            }
            found.append(
                OpenedAttachment(
                    .tnef, self,
                    type: attachment.isMessage ? "application/ms-tnef" : attachment.contentType,
                    fileName: attachment.fileName, contentID: attachment.contentID,
                    content: attachment.data))
        }
        return found
    }

    /// The text without the files in uuencode that are in it.
    fileprivate func textWithoutFiles() -> String {
        let bytes = decodedBody()
        let files = UUEncodedFile.list(in: bytes)
        guard !files.isEmpty else { return text() }
        var kept: [UInt8] = []
        var end = 0
        for file in files {
            kept += bytes[end..<file.range.lowerBound]
            end = file.range.upperBound
        }
        kept += bytes[end...]
        return TextBody.decode(kept[...], CharacterSet(label: contentType.parameter("charset")))
    }
}
