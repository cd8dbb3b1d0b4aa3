// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An error of reading mail from files or writing mail to files.
package enum TransferError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No file or directory exists at this path.
    case missing(path: String)
    /// The directory contains no messages.
    case noMessages(directory: String)
    /// The file has no format that can be imported.
    case notMail(path: String)
    /// A file to be created exists.
    case exists(path: String)
    /// The directory for an export has other contents.
    case otherContents(directory: String, format: ExportFormat, mailbox: String)

    /// The message for the user.
    package var description: String {
        switch self {
        case .missing(let path): "no such file or directory: \(path)"
        case .noMessages(let directory): "no messages found: \(directory)"
        case .notMail(let path):
            "not an mbox, JSON Lines or a message: \(path): its first line is not a header field"
        case .exists(let path): "already exists: \(path); remove it or name another path"
        case .otherContents(let directory, let format, let mailbox):
            "not empty and not from an export as \(format.rawValue) of \(mailbox) from this store: "
                + "\(directory); name a new directory"
        }
    }
}
