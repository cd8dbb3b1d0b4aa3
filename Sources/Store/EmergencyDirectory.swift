// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SystemMailbox

/// The directory of emergency mail: messages that the filter saved in a crash.
package struct EmergencyDirectory: Sendable {
    /// At most 3 attempts are made to recover a file; then it is put aside.
    package static let attemptLimit = 3
    private static let failedSuffix = ".failed"

    /// The path of the directory.
    package let path: String

    /// The directory `emergency/` of a store.
    package init(of location: StoreLocation) {
        path = location.stateDirectory + "/emergency"
    }

    /// Returns the names of the waiting files, oldest first; empty if the directory does not exist.
    package func waiting() throws(SystemError) -> [String] {
        try names(ending: EmergencyCopy.fileNameSuffix)
    }

    /// Returns the names of the files put aside; empty if the directory does not exist.
    package func putAside() throws(SystemError) -> [String] {
        try names(ending: Self.failedSuffix)
    }

    /// Returns a warning about files in the directory, or nil if there are none.
    package func warning() throws(SystemError) -> String? {
        warning(waiting: try waiting().count, putAside: try putAside().count)
    }

    /// Returns a warning about these numbers of files in the directory, or nil if both are 0.
    package func warning(waiting: Int, putAside failed: Int) -> String? {
        var parts: [String] = []
        if waiting > 0 {
            parts.append(
                "\(waiting) emergency message\(waiting == 1 ? " waits" : "s wait") in \(path); "
                    + "run \"mailclerkctl flush\"")
        }
        if failed > 0 {
            parts.append(
                "\(failed) could not be recovered in \(Self.attemptLimit) attempts: "
                    + "see \(path)/*\(Self.failedSuffix)")
        }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
    }

    private func names(ending suffix: String) throws(SystemError) -> [String] {
        guard try FileSystem.status(path) != nil else { return [] }
        return try FileSystem.list(path).filter { $0.hasSuffix(suffix) }
    }

    /// Returns the name of a file after one more failed attempt: `X.emergency`, `X.1.emergency`,
    /// `X.2.emergency`, `X.failed`.
    package static func nameAfterFailure(of name: String) -> String {
        let suffix = EmergencyCopy.fileNameSuffix
        var stem = Substring(name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name)
        var attempts = 0
        // The filter names a file TIME.PROCESS, and process 1 must not be read as an attempt.
        let pieces = stem.split(separator: ".", omittingEmptySubsequences: false)
        let isWhole = pieces.count == 2 && Int64(pieces[0]).map { $0 > 1_000_000 } ?? false
        if pieces.count > 1, !isWhole, let last = pieces.last, let count = Int(last),
            (1..<attemptLimit).contains(count)
        {
            attempts = count
            stem = stem.dropLast(last.count + 1)
        }
        attempts += 1
        return attempts < attemptLimit ? "\(stem).\(attempts)\(suffix)" : "\(stem)\(failedSuffix)"
    }
}
