// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform

/// What a trial came to at another time, to be compared with.
struct GoldenFile {
    private var keys: [String] = []
    private var lines: [String: JSONObject] = [:]

    /// Reads the lines of JSON that `--write-golden` wrote.
    init(_ bytes: [UInt8], path: String) throws(CommandProblem) {
        for (index, line) in bytes.split(separator: 10).enumerated() {
            guard let object = (try? JSON(parsing: Array(line)))?.object,
                object["name"]?.string != nil
            else {
                throw CommandProblem(
                    .badInput, "line \(index + 1) of \(path) is none of test-rules --write-golden")
            }
            let key = Self.key(object)
            if lines[key] == nil { keys.append(key) }
            lines[key] = object
        }
    }

    /// Where lines differ from the file, for people; empty when they are the same.
    func differences(to now: [TrialLine]) -> [String] {
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
