// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// The files below a directory in which there may be mail.
enum FilesBelow {
    /// A file.
    struct Found {
        /// Its path from the directory.
        let path: String
        /// The last part of the path.
        let name: String
        /// Whether it is in `new` or `cur` of a Maildir, where each file is one message.
        let isDelivered: Bool
    }

    /// Hands over every ordinary file, or link to one, in no particular order; what is in a `tmp` is
    /// not delivered yet and left out.
    static func forEach(_ root: String, _ body: (Found) throws -> Void) throws {
        var waiting = [""]
        while let directory = waiting.popLast() {
            let full = directory.isEmpty ? root : root + "/" + directory
            let last = full.split(separator: "/").last ?? ""
            let isDelivered = last == "cur" || last == "new"
            for name in try FileSystem.list(full) {
                let path = directory.isEmpty ? name : directory + "/" + name
                // A link to a directory may lead round in a circle.
                if try FileSystem.linkStatus(full + "/" + name)?.isDirectory == true {
                    if name != "tmp" { waiting.append(path) }
                } else if try FileSystem.status(full + "/" + name)?.kind == .file {
                    try body(Found(path: path, name: name, isDelivered: isDelivered))
                }
            }
        }
    }
}
