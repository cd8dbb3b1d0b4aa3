// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import TestSupport
import Testing

/// What belongs to one module appears in no other.
@Suite struct BoundaryTests {
    /// The code of all files below some directories, without comments, by file.
    private static func code(below directories: [String]) throws -> [(file: String, text: String)] {
        try directories.flatMap { directory in
            try Source.swiftFiles(below: directory).map { file in
                let lines = try Source.text(in: file).split(separator: "\n")
                let code = lines.filter { !$0.drop { $0 == " " }.hasPrefix("//") }
                return (file, code.joined(separator: "\n"))
            }
        }
    }

    /// The modules of `Sources` but some.
    private static func modules(except excluded: Set<String>) -> [String] {
        Layers.layer.keys.filter { !excluded.contains($0) }.sorted().map { "Sources/" + $0 }
    }

    @Test func onlySQLKnowsTheEngine() throws {
        for (file, text) in try Self.code(below: Self.modules(except: ["SQL", "CSQLite"])) {
            #expect(!text.contains("PRAGMA"), "\(file)")
            #expect(!text.contains(#/\bBEGIN (IMMEDIATE|DEFERRED)\b/#), "\(file)")
            #expect(!text.contains(#/\btotal_changes\b|\bVACUUM\b/#), "\(file)")
            if file.contains("/Schema/Migration") { continue }
            #expect(!text.contains(#/\bdialect\s*(==|!=)|switch (\w+\.)*dialect\b/#), "\(file)")
        }
    }

    @Test func programsRunNoQueries() throws {
        let programs =
            try Source.swiftFiles(below: "Sources/mailclerk")
            + Source.swiftFiles(below: "Sources/mailclerkctl")
        for file in programs {
            #expect(try !Manifest.imports(of: file).contains("SQL"), "\(file)")
        }
    }

    @Test func aStoreIsALocation() throws {
        for (file, text) in try Self.code(below: ["Sources"]) {
            #expect(!text.contains(#/\bstorePath\b/#), "\(file)")
        }
    }

    @Test func mailclerkctlStaysSmall() throws {
        let lines = try Source.swiftFiles(below: "Sources/mailclerkctl").reduce(0) { sum, file in
            try sum
                + Source.text(in: file).split(
                    separator: "\n", omittingEmptySubsequences: false
                ).count
        }
        #expect(lines < 5000)
    }
}
