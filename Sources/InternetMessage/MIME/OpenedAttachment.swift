// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An attachment of a message, possibly from inside a winmail.dat or a text.
public struct OpenedAttachment: Sendable {
    /// The forms in which attachments are sent.
    public enum Form: Sendable, Hashable {
        /// A part of the message.
        case part
        /// An attachment inside an application/ms-tnef part.
        case tnef
        /// A file in uuencode inside a text.
        case uuencode
    }

    /// The form of this attachment.
    public let form: Form
    /// The attachment's part, or the part that contains it.
    public let part: Part
    /// The content type in lower case; `application/octet-stream` if it is unknown.
    public let contentType: String
    /// The decoded file name as the sender wrote it; nil if there is none.
    ///
    /// The name is not safe as a path.
    public let fileName: String?
    /// The Content-ID without angle brackets; nil if there is none.
    public let contentID: String?
    private let content: ArraySlice<UInt8>?

    /// A file name that is safe to use in any directory; see `SafeFileName`.
    public var safeFileName: String {
        SafeFileName.make(fileName, limitInBytes: part.storage.limits.fileNameBytes)
    }

    /// Returns the bytes; nil for `message/*` parts, which are messages themselves.
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
    /// The attachments, with winmail.dat replaced by its contents, and with files in uuencode.
    ///
    /// An unreadable winmail.dat remains a single attachment. The attachments are decoded again on
    /// each access.
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

    /// The human-readable text as in `bestText`, without files in uuencode.
    ///
    /// If there is no text part, this is the text of the message inside an S/MIME signature, or of
    /// a winmail.dat: its plain text, else its HTML.
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
    /// Whether the part claims to be a winmail.dat.
    var isTNEF: Bool {
        let name = contentType.name
        if name == "application/ms-tnef" || name == "application/vnd.ms-tnef" { return true }
        return name == "application/octet-stream" && fileName?.lowercased() == "winmail.dat"
    }

    /// Returns the contents of a winmail.dat, in order; nil if the part is something else or
    /// unreadable.
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

    /// Returns the text without the files in uuencode in it.
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
