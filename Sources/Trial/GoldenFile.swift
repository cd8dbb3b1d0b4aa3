// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON

/// The stored result of an earlier trial, with which later trials are compared.
package struct GoldenFile {
    private var keys: [String] = []
    private var lines: [String: JSONObject] = [:]

    /// Parses the lines of JSON that `bytes(of:)` returned; `path` is used in the message of an
    /// error.
    ///
    /// - Throws: `TrialError.notGolden`.
    package init(_ bytes: [UInt8], path: String) throws(TrialError) {
        for (index, line) in bytes.split(separator: 10).enumerated() {
            guard let object = (try? JSON(parsing: Array(line)))?.object,
                object["name"]?.string != nil
            else {
                throw .notGolden(path: path, line: index + 1)
            }
            let key = Self.key(object)
            if lines[key] == nil { keys.append(key) }
            lines[key] = object
        }
    }

    /// Returns the contents of a file with these lines.
    package static func bytes(of lines: [JSONObject]) -> [UInt8] {
        Array(lines.map { JSON.object($0).text + "\n" }.joined().utf8)
    }

    /// Returns the differences between the file and these lines as text; empty if there are none.
    package func differences(to now: [TrialLine]) -> [String] {
        var output: [String] = []
        var seen: Set<String> = []
        for line in now {
            let object = line.json
            let key = Self.key(object)
            seen.insert(key)
            guard let golden = lines[key] else {
                output.append("+ \(key)")
                continue
            }
            let changes = Self.changes(golden, object, in: "")
            if !changes.isEmpty { output += ["~ \(key)"] + changes.map { "    \($0)" } }
        }
        return output + keys.filter { !seen.contains($0) }.map { "- \($0)" }
    }

    private static func changes(
        _ old: JSONObject, _ new: JSONObject, in place: String
    ) -> [String] {
        let keys = old.keys + new.keys.filter { old[$0] == nil }
        return keys.flatMap { key -> [String] in
            let (before, after) = (old[key] ?? .null, new[key] ?? .null)
            if before == after { return [] }
            if let before = before.object, let after = after.object {
                return changes(before, after, in: place + key + ".")
            }
            return [TrialDifference(key: place + key, old: before, new: after).text]
        }
    }

    private static func key(_ object: JSONObject) -> String {
        let name = object["name"]?.string ?? ""
        return object["mailbox"]?.string.map { "\(name) (\($0))" } ?? name
    }
}
