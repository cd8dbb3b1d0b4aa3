// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Platform

/// An export to a Maildir.
///
/// Emails that the user has read and outgoing emails go to `cur` with the flag S, others to `new`.
package final class ExportedMaildir: ExportTarget {
    private let path: String
    /// The IDs of the emails in the Maildir, taken from the file names.
    private let present: Set<Int64>

    /// Creates an export to this directory, and missing folders in it.
    ///
    /// - Throws: `SystemError`.
    package init(_ directory: ExportDirectory) throws {
        path = directory.path
        var present: Set<Int64> = []
        for folder in ["tmp", "new", "cur"] {
            let isNew = try FileSystem.makeDirectory("\(path)/\(folder)", mode: 0o700)
            guard !isNew, folder != "tmp" else { continue }
            for name in try FileSystem.list("\(path)/\(folder)") {
                if let id = Self.id(in: name) { present.insert(id) }
            }
        }
        self.present = present
    }

    /// Returns whether a file with the ID of the email existed at the start.
    package func has(_ item: Desk.ExportItem) -> Bool { present.contains(item.id) }

    /// Writes an email to `tmp` and moves it to its folder.
    package func write(_ email: TransferLine) throws {
        let name = Self.name(email)
        let temporary = "\(path)/tmp/\(name)"
        // Removes a file of an interrupted run; no other program writes names of this form.
        try FileSystem.remove(temporary)
        do {
            try FileSystem.create(temporary, ExportedMessages.contents(email.message))
            try FileSystem.setModified(temporary, at: email.message.receivedAt)
            let place = email.message.isSeen ? "cur/\(name):2,S" : "new/\(name)"
            try FileSystem.rename(temporary, to: "\(path)/\(place)")
        } catch {
            _ = try? FileSystem.remove(temporary)
            throw error
        }
    }

    /// Syncs the folders.
    package func finish() throws {
        for folder in ["new", "cur"] { try FileSystem.syncDirectory("\(path)/\(folder)") }
    }

    /// Returns the name of a file: `1793693700.M250000E0000000012.mailclerk`.
    ///
    /// The name holds the time and the ID of the email. It has no host name, so that a run on
    /// another host finds the file.
    private static func name(_ email: TransferLine) -> String {
        let (seconds, rest) = email.message.receivedAt.quotientAndRemainder(dividingBy: 1_000_000)
        let digits = String(email.id)
        let zeros = String(repeating: "0", count: max(0, 10 - digits.count))
        return "\(seconds).M\(rest)E\(zeros)\(digits).mailclerk"
    }

    private static func id(in name: String) -> Int64? {
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[2].hasPrefix("mailclerk"), parts[1].hasPrefix("M"),
            let mark = parts[1].lastIndex(of: "E")
        else { return nil }
        return Int64(parts[1][parts[1].index(after: mark)...])
    }
}
