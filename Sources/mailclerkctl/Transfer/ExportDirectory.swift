// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform

/// A directory that an export fills, and another run of the same export goes on filling.
///
/// A file in it says whose it is; a directory without that file is somebody else's unless it is empty.
struct ExportDirectory {
    private static let label = ".mailclerk-export"

    /// The directory.
    let path: String

    /// Makes the directory, or takes up the one of the same export.
    ///
    /// Throws `CommandProblem` for a directory, or a file, that is something else.
    init(_ path: String, mailbox: String, format: ExportFormat, storePath: String) throws {
        self.path = path
        let text: JSON = [
            "export": .string(format.rawValue), "mailbox": .string(mailbox),
            "store": .string(storePath),
        ]
        let label = Array((text.text + "\n").utf8)
        if let status = try FileSystem.linkStatus(path) {
            guard status.isDirectory else {
                throw CommandProblem(.notAllowed, "\(path) is there already; name a new directory")
            }
            let names = try FileSystem.list(path)
            let found =
                names.contains(Self.label)
                ? try FileSystem.read(path + "/" + Self.label) : nil
            guard names.isEmpty || found == label else {
                throw CommandProblem(
                    .notAllowed,
                    "\(path) is not empty and no \(format.rawValue) export of \(mailbox) from this "
                        + "store; name a new directory")
            }
            if found != nil { return }
        } else {
            try FileSystem.makeDirectory(path, mode: 0o700)
        }
        try FileSystem.write(path + "/" + Self.label, label)
    }
}
