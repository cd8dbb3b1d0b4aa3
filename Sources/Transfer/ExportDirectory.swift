// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform
import Store

/// The directory of an export; another run of the same export adds to it.
///
/// A file in the directory identifies the export. A directory without that file is used only if it
/// is empty.
package struct ExportDirectory {
    private static let label = ".mailclerk-export"

    /// The path of the directory.
    package let path: String

    /// Creates the directory, or opens the directory of an earlier run of the same export.
    ///
    /// - Throws: `TransferError` if the path is a file or a directory with other contents, or
    ///   `SystemError`.
    package init(
        _ path: String, mailbox: String, format: ExportFormat, store: StoreLocation
    ) throws {
        self.path = path
        let text: JSON = [
            "export": .string(format.rawValue), "mailbox": .string(mailbox),
            "store": .string(store.text),
        ]
        let label = Array((text.text + "\n").utf8)
        if let status = try FileSystem.linkStatus(path) {
            guard status.isDirectory else {
                throw TransferError.exists(path: path)
            }
            let names = try FileSystem.list(path)
            let found =
                names.contains(Self.label)
                ? try FileSystem.read(path + "/" + Self.label) : nil
            guard names.isEmpty || found == label else {
                throw TransferError.otherContents(
                    directory: path, format: format, mailbox: mailbox)
            }
            if found != nil { return }
        } else {
            try FileSystem.makeDirectory(path, mode: 0o700)
        }
        try FileSystem.write(path + "/" + Self.label, label)
    }
}
