// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An attachment of a message: a part, or a file inside a winmail.dat or a text.
public struct Attachment: Sendable {
    /// The forms in which attachments are sent.
    public enum Form: Sendable, Hashable {
        /// A part of the message, or of the message inside an S/MIME signature.
        case part
        /// An attachment inside an application/ms-tnef part.
        case tnef
        /// A file in uuencode inside a text.
        case uuencode
    }

    /// A file that is not a part itself.
    struct File {
        var contentType: String?
        var fileName: String?
        var contentID: String?
        var content: ArraySlice<UInt8>
    }

    /// The form of this attachment.
    public let form: Form
    /// The attachment's part, or the part that contains it.
    public let part: Part
    /// Whether the list also has the content of this winmail.dat or S/MIME part, so that only its
    /// original form is of interest here.
    public let isOpened: Bool
    private let file: File?

    init(_ part: Part, isOpened: Bool = false) {
        form = .part
        self.part = part
        self.isOpened = isOpened
        file = nil
    }

    init(_ form: Form, _ file: File, in part: Part) {
        self.form = form
        self.part = part
        isOpened = false
        self.file = file
    }

    /// The content type in lower case without parameters, such as `application/pdf`;
    /// `application/octet-stream` if it is unknown.
    public var contentType: String {
        guard let file else { return part.contentType.name }
        return file.contentType ?? "application/octet-stream"
    }

    /// The decoded file name as the sender wrote it; nil if there is none.
    ///
    /// The name is not safe as a path. A calendar without a name is `invite.ics`, the name that
    /// programs give to such a part when they save it.
    public var fileName: String? {
        if let file { return file.fileName }
        return part.fileName ?? (part.isCalendar ? "invite.ics" : nil)
    }

    /// The Content-ID without angle brackets; nil if there is none.
    public var contentID: String? {
        if let file { return file.contentID }
        return part.contentID
    }

    /// A file name that is safe to use in any directory; see `SafeFileName`.
    public var safeFileName: String {
        SafeFileName.make(fileName, limitInBytes: part.storage.limits.fileNameBytes)
    }

    /// Returns the bytes after transfer decoding; those of an attached message are the message.
    public func data() -> [UInt8] {
        if let file { return Array(file.content) }
        return part.decodedBody()
    }
}

extension Sequence<Attachment> {
    /// Returns the attachments with file names that are safe and all different, as for saving them
    /// in one directory; see `SafeFileName`.
    public func withUniqueFileNames() -> [(fileName: String, attachment: Attachment)] {
        var names = UniqueFileNames()
        return map { attachment in
            let limit = attachment.part.storage.limits.fileNameBytes
            return (names.add(attachment.safeFileName, limitInBytes: limit), attachment)
        }
    }
}
