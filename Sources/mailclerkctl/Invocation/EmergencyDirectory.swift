// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import Platform

/// The mail that crashes of the filter left beside a store.
struct EmergencyDirectory {
    /// After so many attempts a file is put aside.
    static let attemptLimit = 3
    private static let failedSuffix = ".failed"

    /// The directory.
    let path: String

    /// The directory of the store at this path.
    init(storePath: String) {
        path = EmergencyMail.directory(ofStore: storePath)
    }

    /// The names of the files that wait, oldest first; none where there is no directory.
    func waiting() throws -> [String] {
        guard try FileSystem.status(path) != nil else { return [] }
        return try FileSystem.list(path).filter { $0.hasSuffix(EmergencyCopy.fileNameSuffix) }
    }

    /// A line for an owner; nil when nothing waits.
    var banner: String? {
        guard (try? FileSystem.status(path)) ?? nil != nil,
            let names = try? FileSystem.list(path)
        else { return nil }
        let waiting = names.count { $0.hasSuffix(EmergencyCopy.fileNameSuffix) }
        let failed = names.count { $0.hasSuffix(Self.failedSuffix) }
        var parts: [String] = []
        if waiting > 0 {
            parts.append(
                "\(waiting) emergency message\(waiting == 1 ? " waits" : "s wait") in \(path); "
                    + "run `mailclerkctl flush`")
        }
        if failed > 0 {
            parts.append(
                "\(failed) could not be taken in after \(Self.attemptLimit) attempts: "
                    + "see \(path)/*\(Self.failedSuffix)")
        }
        return parts.isEmpty ? nil : "EMERGENCY: " + parts.joined(separator: "; ")
    }

    /// The name of a file after one more failed attempt: `X.emergency`, `X.1.emergency`,
    /// `X.2.emergency`, `X.failed`.
    static func nameAfterFailure(of name: String) -> String {
        let suffix = EmergencyCopy.fileNameSuffix
        var stem = Substring(name.hasSuffix(suffix) ? String(name.dropLast(suffix.count)) : name)
        var attempts = 0
        // The stem is TIME.PROCESS as the filter names it: its process may be number 1, too.
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
