// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Foundation
import InternetMessage
import Testing

/// The example of README.md, run as it stands there.
@Suite struct ExampleTests {
    /// What the example prints and saves.
    private final class Result {
        var lines: [String] = []
        var files: [(name: String, bytes: [UInt8])] = []
    }

    private static func run(_ bytes: [UInt8]) -> Result {
        let result = Result()
        func print(_ line: String) { result.lines.append(line) }
        func save(_ bytes: [UInt8], as name: String) { result.files.append((name, bytes)) }

        // README.md begins here.
        let message = Message(bytes)  // [UInt8], any line endings
        print(message.subject ?? "(no subject)")
        print(message.from.first?.address ?? "")
        print(message.bestText)  // the readable text, also from HTML
        for (name, attachment) in message.attachments.withUniqueFileNames() {
            save(attachment.data(), as: name)  // safe names, all different
        }
        // README.md ends here.

        return result
    }

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// The lines of a text without blanks at their ends and before comments.
    private static func lines(_ text: Substring) -> [String] {
        text.split(separator: "\n").map { line in
            line.split(separator: " ").joined(separator: " ")
        }.filter { !$0.isEmpty && $0 != "import InternetMessage" }
    }

    private static func between(_ start: String, _ end: String, in path: String) throws -> Substring
    {
        let text = try String(contentsOf: root.appending(path: path), encoding: .utf8)
        let first = try #require(text.range(of: start))
        let last = try #require(text.range(of: end, range: first.upperBound..<text.endIndex))
        return Substring(text[first.upperBound..<last.lowerBound])
    }

    @Test func theExampleIsThatOfTheManual() throws {
        let here = Self.lines(
            try Self.between(
                "// README.md begins here.\n", "// README.md ends here.",
                in: "Tests/InternetMessageTests/Reading/ExampleTests.swift"))
        #expect(Self.lines(try Self.between("```swift\n", "```", in: "README.md")) == here)
        // The page of the library has the same statements without remarks and without the author.
        let page = Self.lines(
            try Self.between(
                "```swift\n", "```",
                in: "Sources/InternetMessage/InternetMessage.docc/InternetMessage.md"))
        let statements = here.filter { !$0.contains("message.from") }.map { line in
            (line.components(separatedBy: " //").first ?? line)
        }
        #expect(page == statements)
    }

    private static func folder() -> URL {
        let shared = ProcessInfo.processInfo.environment["MAILCLERK_SHARED"]
        return shared.map { URL(filePath: $0).appending(path: "corpus/messages") }
            ?? root.appending(path: "Tests/InternetMessageTests/Fixtures")
    }

    /// All files of all messages are saved: none empty unless the sender's is, none over another.
    @Test func theExampleSavesEverything() throws {
        let paths = try #require(FileManager.default.enumerator(atPath: Self.folder().path))
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".eml") }
        #expect(paths.count >= 64)
        var (files, bytes, missing) = (0, 0, 0)
        for path in paths.sorted() {
            let raw = [UInt8](try Data(contentsOf: Self.folder().appending(path: path)))
            let result = Self.run(raw)
            #expect(result.lines.count == 3)
            let names = Set(result.files.map { $0.name.lowercased() })
            #expect(names.count == result.files.count, "\(path)")
            #expect(names.allSatisfy { !$0.hasPrefix("-") && !$0.contains("/") }, "\(path)")
            files += result.files.count
            bytes += result.files.reduce(0) { $0 + $1.bytes.count }
            // The parts that are no texts, attached messages among them, with all their bytes.
            var saved = result.files.map(\.bytes)
            for part in Message(raw).attachmentParts
            where part.contentType.type != "text" || part.disposition == "attachment" {
                let body = part.decodedBody()
                let index = saved.firstIndex(of: body)
                if let index { saved.remove(at: index) } else { missing += 1 }
            }
        }
        #expect(missing == 0)
        if ProcessInfo.processInfo.environment["MAILCLERK_SHARED"] != nil {
            #expect(files == 893)
            #expect(bytes == 2_958_292)
        }
    }
}
