// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation

/// The source files of the tested package.
package enum Source {
    /// The package's root directory.
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().path

    /// The directory of stores with older schemas, one file for each schema step.
    package static let storeFixtures = root + "/Tests/StoreTests/Fixtures"

    /// Returns the text of a file, or of all Swift files in a directory.
    package static func text(in path: String) throws -> String {
        let full = root + "/" + path
        var isDirectory = ObjCBool(false)
        guard FileManager.default.fileExists(atPath: full, isDirectory: &isDirectory),
            isDirectory.boolValue
        else { return try String(contentsOfFile: full, encoding: .utf8) }
        return try FileManager.default.contentsOfDirectory(atPath: full).sorted()
            .filter { $0.hasSuffix(".swift") }
            .map { try String(contentsOfFile: full + "/" + $0, encoding: .utf8) }
            .joined(separator: "\n")
    }

    /// Returns the paths of all Swift files below a directory, relative to the root and sorted.
    package static func swiftFiles(below directory: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root + "/" + directory).sorted()
            .filter { $0.hasSuffix(".swift") }
            .map { directory + "/" + $0 }
    }
}
