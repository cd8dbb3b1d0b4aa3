// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Why mail cannot be read from files or written to them.
package enum TransferError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no file or directory at this path.
    case missing(path: String)
    /// The directory holds no messages.
    case noMessages(directory: String)
    /// The file is in none of the formats that are imported.
    case notMail(path: String)
    /// A file to be created exists.
    case exists(path: String)
    /// A directory to be filled holds something else.
    case otherContents(directory: String, format: ExportFormat, mailbox: String)

    /// The message for the user.
    package var description: String {
        switch self {
        case .missing(let path): "no such file or directory: \(path)"
        case .noMessages(let directory): "no messages found: \(directory)"
        case .notMail(let path):
            "not an mbox, JSON Lines or a message: \(path): its first line is not a header field"
        case .exists(let path): "already exists: \(path); remove it or name another"
        case .otherContents(let directory, let format, let mailbox):
            "not empty and not from an export as \(format.rawValue) of \(mailbox) from this store: "
                + "\(directory); name a new directory"
        }
    }
}
