// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A part that is not shown as text of the message.
public struct Attachment: Sendable {
    /// The part itself.
    public let part: Part

    /// The content type without parameters, such as `application/pdf`.
    public var contentType: String { part.contentType.name }

    /// The decoded file name as the sender wrote it; nil if there is none.
    ///
    /// The name is not safe as a path. A calendar without a name is `invite.ics`, the name that
    /// programs give to such a part when they save it.
    public var fileName: String? { part.fileName ?? (part.isCalendar ? "invite.ics" : nil) }

    /// A file name that is safe to use in any directory; see `SafeFileName`.
    public var safeFileName: String {
        SafeFileName.make(fileName, limitInBytes: part.storage.limits.fileNameBytes)
    }

    /// Returns the bytes after transfer decoding; nil for `message/*`, which are messages
    /// themselves.
    public func data() -> [UInt8]? {
        part.isMessage ? nil : part.decodedBody()
    }
}
