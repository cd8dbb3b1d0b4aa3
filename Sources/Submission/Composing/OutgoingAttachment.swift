// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// An attachment of a message that a user sends.
package struct OutgoingAttachment: Equatable, Sendable {
    /// The file name that the recipients see; nil for none.
    package let name: String?
    /// The content type; if nil, the suffix of the name decides.
    package let contentType: String?
    /// Whether it is a complete message, which is attached as message/rfc822.
    package let isMessage: Bool
    /// The Content-ID, without angle brackets, of an image that HTML shows; nil for other files.
    package let contentID: String?
    /// The content.
    package let bytes: [UInt8]

    /// Creates an attachment from a file.
    package init(
        name: String?, contentType: String? = nil, contentID: String? = nil, bytes: [UInt8]
    ) {
        self.name = name
        self.contentType = contentType
        self.contentID = contentID
        self.bytes = bytes
        isMessage = false
    }

    /// Creates an attachment from a complete message, as in a forward.
    package init(message bytes: [UInt8], name: String?) {
        self.name = name
        contentType = nil
        contentID = nil
        self.bytes = bytes
        isMessage = true
    }

    /// Copies an attachment of another message without changes.
    ///
    /// An attached message without a name is named after its subject.
    ///
    /// - Parameters:
    ///   - attachment: The attachment.
    ///   - isInline: Whether it is an image that the HTML of the message shows.
    package init(_ attachment: Attachment, isInline: Bool = false) {
        let part = attachment.part
        guard attachment.form == .part, part.isMessage else {
            self.init(
                name: attachment.fileName, contentType: attachment.contentType,
                contentID: isInline ? attachment.contentID : nil, bytes: attachment.data())
            return
        }
        if let inner = part.children.first {
            self.init(
                message: attachment.data(),
                name: attachment.fileName
                    ?? Self.fileName(ofSubject: inner.header.first("Subject")?.unstructured()))
        } else {
            // A report, such as message/delivery-status, is text and no message.
            self.init(
                name: attachment.fileName ?? part.contentType.subtype + ".txt",
                contentType: "text/plain", bytes: attachment.data())
        }
    }

    /// At most 80 bytes of a subject are used in a file name.
    private static let subjectLimitInBytes = 80

    /// Returns the name of the file of a message: its subject, without characters that mean
    /// something in a path, and `.eml`.
    package static func fileName(ofSubject subject: String?) -> String {
        let cut = BoundedText.cut(subject ?? "", limitInBytes: subjectLimitInBytes)
        let words = cut.split { $0.isWhitespace || "/\\:*?\"<>|".contains($0) }
        let name = SafeFileName.make(
            words.joined(separator: " "), limitInBytes: subjectLimitInBytes)
        return (words.isEmpty ? "message" : name) + ".eml"
    }

    /// Adds the attachment to a message.
    func add(to composer: inout MessageComposer) {
        if isMessage {
            composer.addMessage(bytes, fileName: name, allowsEightBits: true)
        } else if let contentID {
            composer.addInlinePart(
                contentID: contentID, fileName: name, contentType: type, bytes: bytes)
        } else {
            composer.addAttachment(fileName: name, contentType: type, bytes: bytes)
        }
    }

    private var type: String {
        if let contentType { return contentType }
        guard let name, let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else {
            return Self.unknownType
        }
        return Self.types[name[dot...].dropFirst().lowercased()] ?? Self.unknownType
    }

    private static let unknownType = "application/octet-stream"

    /// The content types of files that users often send.
    ///
    /// For other files mail programs use the name.
    private static let types = [
        "csv": "text/csv", "doc": "application/msword",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "gif": "image/gif", "gz": "application/gzip", "htm": "text/html", "html": "text/html",
        "ics": "text/calendar", "jpeg": "image/jpeg", "jpg": "image/jpeg",
        "json": "application/json", "log": "text/plain", "mp3": "audio/mpeg",
        "mp4": "video/mp4", "odp": "application/vnd.oasis.opendocument.presentation",
        "ods": "application/vnd.oasis.opendocument.spreadsheet",
        "odt": "application/vnd.oasis.opendocument.text", "pdf": "application/pdf",
        "png": "image/png", "ppt": "application/vnd.ms-powerpoint",
        "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "rtf": "application/rtf", "svg": "image/svg+xml", "tar": "application/x-tar",
        "txt": "text/plain", "vcf": "text/vcard", "webp": "image/webp",
        "xls": "application/vnd.ms-excel",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xml": "application/xml", "zip": "application/zip",
    ]
}
