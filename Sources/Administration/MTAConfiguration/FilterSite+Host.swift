// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store

extension FilterSite {
    /// Returns the path of the filter: beside this program, else in a usual place.
    ///
    /// - Throws: `SystemError` if the path of this program cannot be read.
    package static func installedProgram() throws -> String {
        let directory = FileSystem.directory(of: try OwnProcess.programPath)
        let usual = "/usr/local/bin/mailclerk"
        let places = ["\(directory)/mailclerk", usual, "/usr/bin/mailclerk"]
        return try places.first { try FileSystem.status($0) != nil } ?? usual
    }

    /// Returns the location with an absolute path, as mail servers need it.
    ///
    /// - Throws: `SystemError` if the directory does not exist.
    package static func absolute(_ location: StoreLocation) throws -> StoreLocation {
        guard let path = location.filePath, !path.hasPrefix("/") else { return location }
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return .file(try FileSystem.realPath(FileSystem.directory(of: path)) + "/" + name)
    }
}
