// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Platform
import Store
import SystemMailbox
import TestSupport
import Testing

/// Values that options take and that keys of the JSON have.
extension ManualTests {
    @Test func everyEnumeratedValueOfTheJSONIsNamed() throws {
        let values = try Manual("mailclerk-json.7").section("VALUES")
        func named(_ title: String) -> Set<String> { values.subsection(title).words(of: "Li") }
        #expect(named("Directions") == Set(Email.Direction.allCases.map(\.rawValue)))
        #expect(named("Email kinds") == Set(EmailKind.allCases.map(\.rawValue)))
        #expect(named("Marks") == Set(EmailMark.allCases.map(\.rawValue)))
        #expect(named("Access levels") == Set(AccessLevel.allCases.map(\.rawValue)))
        #expect(named("Outbox kinds") == Set(OutboxEntry.Kind.allCases.map(\.rawValue)))
        #expect(named("Outbox states") == Set(OutboxEntry.State.allCases.map(\.rawValue)))
        #expect(named("Actions") == Set(Action.Kind.builtIn.map(\.rawValue)))
        #expect(named("Case relations") == Set(Store.CaseRelation.allCases.map(\.rawValue)))
        #expect(named("History events") == Set(RecordEvent.Kind.allCases.map(\.rawValue)))
        // A partial cannot be previewed.
        let purposes = TemplateSource.Purpose.allCases.filter { $0 != .partial }
        #expect(named("Template purposes") == Set(purposes.map(\.rawValue)))
        let source = try Source.allText()
        let levels = try #require(
            source.firstMatch(of: #/case (ok), ([a-z]+), ([a-z]+)\n/#))
        #expect(
            named("Check levels") == Set([levels.1, levels.2, levels.3].map(String.init)))
        let effects = source.firstMatch(of: #/enum Will: [^{]*\{([^}]*)\}/#)?.1 ?? ""
        let effectNames = effects.matches(of: #/(?m)^ *case ([a-z]+)$/#).map { String($0.1) }
        #expect(effectNames.count == 3 && named("Effects of actions") == Set(effectNames))
        #expect(named("Search results") == ["email", "case", "lead", "contact"])
        #expect(named("Settings scopes") == ["all", "access"])
    }

    @Test func everyStateOfTheOutboxIsExplained() throws {
        let entries = try Manual("mailclerkctl.8").section("COMMANDS").commandEntries
        #expect(
            entries["outbox"]?.words(of: "Cm") == Set(OutboxEntry.State.allCases.map(\.rawValue)))
    }

    @Test func everyValueThatACommandTakesIsNamed() throws {
        let entries = try Manual("mailclerkctl.8").section("COMMANDS").commandEntries
        let choices = try Self.choices()
        #expect(choices.count >= 6)
        #expect(choices["mta-config"]?.contains("postfix") == true)
        for (command, values) in choices {
            let entry = entries[command, default: []]
            let named = entry.words(of: "Ql").union(entry.words(of: "Cm"))
            #expect(values.subtracting(named) == [], "\(command)")
        }
        #expect(entries["export"]?.words(of: "Cm") == choices["export"])
        #expect(entries["convert"]?.words(of: "Cm") == choices["convert"])
    }

    /// The values of arguments and options that have a fixed set of them, by command.
    private static func choices() throws -> [String: Set<String>] {
        let dump = try Program.control.run(["--experimental-dump-help"]).output
        let root = try JSONSerialization.jsonObject(with: Data(dump.utf8)) as? [String: Any]
        let commands =
            (root?["command"] as? [String: Any])?["subcommands"] as? [[String: Any]] ?? []
        var choices: [String: Set<String>] = [:]
        for command in commands {
            let name = command["commandName"] as? String ?? ""
            for argument in command["arguments"] as? [[String: Any]] ?? [] {
                guard let values = argument["allValues"] as? [String] else { continue }
                choices[name, default: []].formUnion(values)
            }
        }
        return choices
    }

    @Test func everyCheckIsNamed() throws {
        let entries = try Manual("mailclerkctl.8").section("COMMANDS").commandEntries
        let site = try Site()
        let printed = try site.control(["check", "--json"]).output.split(separator: "\n").map {
            let result = try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            return result?["name"] as? String ?? ""
        }
        #expect(printed.count >= 6)
        let check = entries["check", default: []]
        #expect(check.words(of: "Cm") == Set(printed))
        // Hosts with all of these problems are many; the source has the names.
        let source = try Source.allText()
        let results = #/CheckResult\(\s*(?:level: [^"]*)?name: "([a-z-]+)"/#
        let callers = #/(?:problem\(name:|check\() ?"([a-z-]+)"/#
        let names = Set(source.matches(of: results).map { String($0.1) })
            .union(source.matches(of: callers).map { String($0.1) })
        #expect(names.isSuperset(of: printed))
        #expect(names.count > 20)
        let doctor = entries["doctor", default: []]
        #expect(doctor.words(of: "Cm") == names.subtracting(printed))
    }

    @Test func sysexitsNamesStandBehindTheirNumbers() throws {
        var names: [String: String] = [:]
        for status in Platform.ExitStatus.ofCommands where status != .done {
            names[String(status.rawValue)] = status.name
        }
        var item = ""
        var found: [String: String] = [:]
        for line in try Manual("mailclerkctl.8").section("EXIT STATUS").lines {
            if line.hasPrefix(".It ") { item = String(line.dropFirst(4)) }
            if let name = line.firstMatch(of: /Dv (EX_[A-Z]+)/)?.1 { found[item] = String(name) }
        }
        #expect(found == names)
    }

    @Test func everyTypeOfAnErasureExportIsNamed() throws {
        let site = try Site()
        #expect(try site.deliver().status == 0)
        let path = site.directory + "/ada.jsonl"
        let forgotten = try site.control(
            ["contact", "forget", "ada@customer.example", "-o", path])
        #expect(forgotten.status == 0, "\(forgotten)")
        let types = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            let line = try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
            return line?["type"] as? String ?? ""
        }
        #expect(Set(types).isSuperset(of: ["contact", "case", "email", "journal"]))
        let manual = try Manual("mailclerk-json.7").section("VALUES")
        let named = manual.subsection("Erasure exports").words(of: "Li")
        #expect(Set(types).subtracting(named) == [])
    }

    /// Holds the values in what a command printed to those that the manual names.
    func checkValues(in lines: String, of command: String) throws {
        let values = try Manual("mailclerk-json.7").section("VALUES")
        let titles = [
            "direction": ["Directions"], "kind": ["Email kinds", "Outbox kinds"],
            "mark": ["Marks"], "level": ["Access levels", "Check levels"],
            "state": ["Outbox states"], "relation": ["Case relations"],
            "event": ["Journal events", "History events"], "scope": ["Settings scopes"],
            "purpose": ["Template purposes"],
        ]
        var waiting: [Any] = try lines.split(separator: "\n").map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8))
        }
        while let value = waiting.popLast() {
            if let object = value as? [String: Any] {
                waiting += object.values
                for (key, value) in object {
                    if key == "thread", let by = (value as? [String: Any])?["by"] as? String {
                        let evidence = values.subsection("Thread evidence").words(of: "Li")
                        #expect(evidence.contains(by), "thread of \(command)")
                    }
                    guard let titles = titles[key], let value = value as? String else { continue }
                    let named = titles.flatMap { values.subsection($0).words(of: "Li") }
                    #expect(named.contains(value), "\(key) of \(command)")
                }
            } else if let array = value as? [Any] {
                waiting += array
            }
        }
    }
}

extension Source {
    /// The text of all Swift files below `Sources`.
    fileprivate static func allText() throws -> String {
        let directory = root + "/Sources"
        return try (FileManager.default.enumerator(atPath: directory) ?? .init())
            .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
            .map { try String(contentsOfFile: directory + "/" + $0, encoding: .utf8) }
            .joined(separator: "\n")
    }
}
