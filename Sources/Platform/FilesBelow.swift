// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The files in a directory and the directories below it.
package enum FilesBelow {
    /// A file.
    package struct Found {
        /// Its path, relative to the directory where the search began.
        package let path: String
        /// Its name.
        package let name: String
        /// The name of the directory that holds it.
        package let folder: String
    }

    /// Passes on every regular file and every link to one, in no particular order.
    ///
    /// Directories of the name `excluded` are left out. Links to directories are not followed, since
    /// they may form a circle.
    ///
    /// - Throws: `SystemError` if a directory cannot be read, and the errors of `body`.
    package static func forEach(
        _ root: String, excluding excluded: String, _ body: (Found) throws -> Void
    ) throws {
        var waiting = [""]
        while let directory = waiting.popLast() {
            let full = directory.isEmpty ? root : root + "/" + directory
            let folder = full.split(separator: "/").last.map(String.init) ?? ""
            for name in try FileSystem.list(full) {
                let path = directory.isEmpty ? name : directory + "/" + name
                if try FileSystem.linkStatus(full + "/" + name)?.isDirectory == true {
                    if name != excluded { waiting.append(path) }
                } else if try FileSystem.status(full + "/" + name)?.kind == .file {
                    try body(Found(path: path, name: name, folder: folder))
                }
            }
        }
    }
}
