// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import JSON
import Platform
import Testing

@Suite("The manual of actions says what programs see, and nothing else")
struct ActionManualTests {
    private let manual: Manual

    init() throws { manual = try Manual("mailclerk-actions.7") }

    @Test func everyKeyAndVariableIsNamed() throws {
        let erp = try ActionSite()
        let seen = erp.site.directory + "/seen"
        try erp.become("cat > \(seen); env >> \(seen).env; echo '{\"number\": 1}'")
        let message = """
            From: Ada <ada@customer.example>
            To: support@example.com
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b

            dark
            --b
            Content-Disposition: attachment; filename=a.txt

            abc
            --b--

            """
        #expect(try erp.site.deliver(message) == .silent(0))
        let answer: Set = ["number", "url", "fields"]
        let input = Self.keys(in: try JSON(parsing: try FileSystem.read(seen)))
        #expect(input.count > 25)
        #expect(manual.words(of: "Cm") == input.union(answer))
        let names = String(decoding: try FileSystem.read(seen + ".env"), as: UTF8.self)
            .split(separator: "\n").compactMap { $0.split(separator: "=").first.map(String.init) }
        // What the shell sets by itself.
        #expect(
            manual.words(of: "Ev") == Set(names).subtracting(["PWD", "OLDPWD", "_", "SHLVL"]))
    }

    /// The names in all objects; a list of header fields has none.
    private static func keys(in value: JSON) -> Set<String> {
        var keys: Set<String> = []
        var waiting = [value]
        while let value = waiting.popLast() {
            for (key, inner) in value.object ?? JSONObject() {
                keys.insert(key)
                waiting.append(inner)
            }
            waiting += value.array ?? []
        }
        return keys
    }

    @Test func examplesWork() throws {
        let texts = manual.literals
        let script = try #require(texts.first { $0.hasPrefix("#!/bin/sh") })
        let erp = try ActionSite()
        let target = erp.site.directory + "/orders"
        try FileSystem.makeDirectory(target, mode: 0o700)
        try erp.become(
            script.replacing("#!/bin/sh\n", with: "").replacing("/srv/orders", with: target))
        #expect(try erp.site.deliver() == .silent(0))
        let key = try #require(try erp.job()).messageID
        #expect(try erp.records().map(\.number) == [key])
        #expect(try FileSystem.read("\(target)/\(key).eml") == Array(letter().utf8))
        let objects = texts.filter { $0.hasPrefix("{") }
        #expect(objects.count == 2)
        for text in objects { _ = try JSON(parsing: Array(text.utf8)) }
    }
}
