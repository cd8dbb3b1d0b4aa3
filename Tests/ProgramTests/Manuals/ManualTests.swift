// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Foundation
import Platform
import Store
import SystemMailbox
import TestSupport
import Testing

/// The manual pages say what the programs know, and nothing else.
///
/// What the programs know comes from their help, from enumerations, from their JSON and, for the few
/// things that nothing prints, from their source.
@Suite struct ManualTests {
    // MARK: Options and commands

    @Test func everyOptionOfTheFilterIsNamedAndExists() throws {
        let help = try Program.filter.run(["--help"]).output
        let options = Set(help.matches(of: #/(?m)^  (-[a-z]|--[a-z]+) /#).map { String($0.1) })
        #expect(options.count >= 7)
        let manual = try Manual("mailclerk.8").options
        #expect(manual == options)
        for option in manual {
            let value = option.hasPrefix("--") ? [] : ["1"]
            #expect(try Program.filter.run([option] + value + ["--help"]).status == 0)
        }
        #expect(try Program.filter.run(["-Q", "1", "--help"]).status == 75)
    }

    @Test func everyCommandHasItsEntryWithItsOptions() throws {
        let manual = try Manual("mailclerkctl.8")
        let entries = manual.section("COMMANDS").commandEntries
        let commands = try Self.commands()
        #expect(commands.count >= 20)
        #expect(Set(entries.keys) == Set(commands))
        // The table of tasks has all of them; `settings` stands for its commands.
        let tasks = manual.subsection("Commands by task").words(of: "Ic")
        let words = commands.map { $0.hasPrefix("settings ") ? "settings" : $0 }
            .filter { !$0.hasPrefix("outbox ") }.flatMap { $0.split(separator: " ") }
        #expect(tasks == Set(words.map(String.init)))
        let global: Set = [
            "--store", "--as", "--json", "--no-pager", "--version", "-h", "--help",
        ]
        var known = global.union(["--generate-completion-script"])
        for command in commands {
            let options = try Self.options(of: Self.listing[command] ?? command)
            #expect(options.isSuperset(of: global), "\(command)")
            #expect(
                entries[command, default: []].options == options.subtracting(global), "\(command)")
            known.formUnion(options)
        }
        #expect(manual.options == known)
        let script = try Program.control.run(["--generate-completion-script", "bash"])
        #expect(script.status == 0 && script.output.contains("mailclerkctl"))
    }

    /// Commands that stand for one of theirs.
    private static let listing = ["outbox": "outbox list", "contact": "contact show"]

    /// The commands that help lists, `settings history` and the like included; one that stands for
    /// the command above it is that one.
    static func commands() throws -> [String] {
        func listed(_ command: [String]) throws -> [String] {
            let help = try Program.control.run(["help"] + command).output
            guard let start = help.range(of: "SUBCOMMANDS:") else { return [] }
            return help[start.upperBound...].matches(of: #/(?m)^  ([a-z-]+)( \(default\))?  /#)
                .map { $0.2 == nil ? String($0.1) : "" }
        }
        return try listed([]).flatMap { command in
            let inner = try listed([command])
            return inner.isEmpty
                ? [command] : inner.map { $0.isEmpty ? command : "\(command) \($0)" }
        }
    }

    private static func options(of command: String) throws -> Set<String> {
        let words = command.split(separator: " ").map(String.init)
        let help = try Program.control.run(["help"] + words).output
        return Set(
            help.matches(of: /(?m)^  (-[-A-Za-z]+)(?:, (--[a-z-]+))?/)
                .flatMap { [$0.1, $0.2].compactMap { $0.map(String.init) } })
    }

    // MARK: Settings

    @Test func everyKeyOfTheSettingsIsNamed() throws {
        let keys = try Self.keysThatAreRead().union(Self.keysOfTheFirstSettings())
        #expect(keys.isSuperset(of: ["sendmail", "within", "once-per", "assign-to", "users"]))
        let manual = try Manual("mailclerk.toml.5")
        #expect(keys.subtracting(manual.words(of: "Ic")).subtracting(manual.tables) == [])
    }

    /// The keys that the reader takes out of tables.
    private static func keysThatAreRead() throws -> Set<String> {
        let source = try Source.text(in: "Sources/Administration/Reading")
        let calls =
            #/(?:take|[a-z]*[tT]ables?|text|lines?|flag|integer|duration|choices?|read(?:Limit|Login))\(\s*"([a-z-]+)"/#
        return Set(source.matches(of: calls).map { String($0.1) })
    }

    /// The keys in the commented settings that `init` writes.
    private static func keysOfTheFirstSettings() throws -> Set<String> {
        try withDirectory { directory in
            let made = try Program.control.run([
                "init", "--config", directory + "/etc", "--store", directory + "/store/m.db",
            ])
            #expect(made.status == 0)
            let text = try String(
                contentsOfFile: directory + "/etc/mailclerk.toml", encoding: .utf8)
            let values = text.matches(of: #/(?m)^(?:# )?([a-z-]+) = /#).map { String($0.1) }
            #expect(values.count > 30)
            // The role and the organization's name are the administrator's own.
            return Set(values).subtracting(["support-agent"])
        }
    }

    @Test func everyKeyThatTheManualNamesIsKnown() throws {
        let tables = try Manual("mailclerk.toml.5").keysByTable
        #expect(tables.count >= 6)
        var text = ""
        for (table, keys) in tables.sorted(by: { $0.key < $1.key }) {
            text += table + "\n"
            // A date is of no key's type, so that each key is read by itself.
            for key in keys + ["no-such-key"] { text += "\(key) = 1979-05-27\n" }
        }
        try withDirectory { directory in
            try text.write(
                toFile: directory + "/mailclerk.toml", atomically: true, encoding: .utf8)
            let applied = try Program.control.run([
                "apply", "--dry-run", "--config", directory, "--store", directory + "/m.db",
            ])
            #expect(applied.status == 78)
            let unknown = applied.error.matches(of: /unknown key "([^"]+)"/).map { $0.1 }
            #expect(unknown.count == tables.count)
            #expect(Set(unknown) == ["no-such-key"])
        }
    }

    @Test func everyWordOfTheSettingsIsNamed() throws {
        let manual = try Manual("mailclerk.toml.5")
        let commands = manual.words(of: "Cm")
        let fields = ConditionField.Name.allCases.map(\.rawValue) + ["header:"]
        let operators = ConditionOperator.allCases.map(\.rawValue)
        let kinds = EmailKind.allCases.map(\.rawValue)
        #expect(commands == Set(fields + operators + kinds))
        let choices =
            Action.Kind.builtIn.map(\.rawValue)
            + MailboxSettings.Notify.allCases.map(\.rawValue)
            + MailboxSettings.Reopen.allCases.map(\.rawValue)
            + AutoResponseRule.Occasion.allCases.map(\.rawValue)
            + ReplySettings.Unauthenticated.allCases.map(\.rawValue)
        #expect(Set(choices).subtracting(manual.words(of: "Ql")) == [])
        #expect(
            Set(AccessLevel.allCases.map(\.rawValue)).subtracting(manual.words(of: "Ic")) == [])
    }

    // MARK: Templates

    @Test func everyNameForTemplatesIsNamedAndKnown() throws {
        let source = try Source.text(in: "Sources/Administration/Templates/TemplateNames.swift")
        let fixed = Set(source.matches(of: /"([a-z]+\.[a-z._]*[a-z]|now)"/).map { String($0.1) })
        #expect(fixed.count > 20)
        let names = try Manual("mailclerk-templates.5").words(of: "Cm")
        #expect(names == fixed.union(["organization."]))
        let tags = names.map { $0.hasSuffix(".") ? $0 + "name" : $0 } + ["no.such"]
        try withDirectory { directory in
            try FileManager.default.createDirectory(
                atPath: directory + "/templates/all", withIntermediateDirectories: true)
            try ("Subject: x\n\n" + tags.map { "{{\($0)}}\n" }.joined()).write(
                toFile: directory + "/templates/all/en.txt", atomically: true, encoding: .utf8)
            try "[organization]\nname = \"x\"\n".write(
                toFile: directory + "/mailclerk.toml", atomically: true, encoding: .utf8)
            let applied = try Program.control.run([
                "apply", "--dry-run", "--config", directory, "--store", directory + "/m.db",
            ])
            let missing = applied.error.matches(of: /unknown template name "([^"]+)"/).map { $0.1 }
            #expect(missing == ["no.such"])
        }
    }

    // MARK: Vetoes and statuses

    @Test func everyVetoIsNamed() throws {
        // case bulk, case nullSender = "null-sender"
        let cases = try Source.text(in: "Sources/Intake/Veto.swift")
            .matches(of: /\n    case ([a-z]\w*)(?: = "([a-z-]+)")?(?=\n)/)
        let codes = Set(cases.map { String($0.2 ?? $0.1) })
        #expect(codes.isSuperset(of: ["null-sender", "mailing-list", "once-per"]))
        #expect(codes.count > 20)
        #expect(try Manual("mailclerk.8").words(of: "Cm") == codes)
    }

    @Test(arguments: [
        ("mailclerk.8", Platform.ExitStatus.ofDeliveries),
        (
            "mailclerkctl.8",
            Platform.ExitStatus.ofCommands + Platform.ExitStatus.ofChecks
                + Platform.ExitStatus.ofPlugins
        ),
    ])
    func everyExitStatusIsNamed(page: String, statuses: [Platform.ExitStatus]) throws {
        #expect(statuses.contains(.notFound) && statuses.contains(.temporary))
        let named = try Manual(page).section("EXIT STATUS").items
            .flatMap { $0.split { " ,".contains($0) }.map(String.init) }
        #expect(Set(named.compactMap { Int32($0) }) == Set(statuses.map(\.rawValue)))
    }

    // MARK: JSON

    @Test func everyKeyOfTheJSONIsNamed() throws {
        let documented = try Manual("mailclerk-json.7").section("KEYS").commandEntries
        try withDirectory { directory in
            let store = directory + "/store/m.db"
            func ctl(_ arguments: [String], input: String = "") throws -> Outcome {
                try Program.control.run(
                    arguments + ["--json", "--store", store], input: Array(input.utf8))
            }
            try FileManager.default.createDirectory(
                atPath: directory + "/templates/thanks", withIntermediateDirectories: true)
            try "Subject: x\n\nThank you.\n".write(
                toFile: directory + "/templates/thanks/en.txt", atomically: true, encoding: .utf8)
            try Self.settings.write(
                toFile: directory + "/mailclerk.toml", atomically: true, encoding: .utf8)
            var answers: [(command: String, outcome: Outcome)] = []
            answers.append(("apply", try ctl(["apply", "--config", directory])))
            for (number, mailbox) in ["support", "sales", "support"].enumerated() {
                let delivered = try Program.filter.run(
                    ["-s", store, "-f", "ada@c.example", "-m", mailbox],
                    input: Array(Self.message(number).utf8))
                #expect(delivered.status == 0)
            }
            for command in [
                ["emails"], ["show", "1"], ["thread", "1"], ["journal", "1"], ["mailboxes"],
                ["search", "hello"], ["contact", "ada@c.example"], ["cases"], ["case", "1"],
                ["leads"], ["lead", "1"], ["outbox"], ["check"], ["doctor"],
                ["flush"], ["replay", "--emergency"], ["replay", "--id", "1"], ["migrate"],
                ["mark", "1", "--read"], ["outbox", "cancel", "2"], ["outbox", "retry", "2"],
                ["undo", "2"], ["keys", "rotate"], ["test-rules", "--from", "support"],
                ["test-rules", "--from", "sales", "--config", directory, "-m", "nosuch"],
                ["export", "support", "--format", "mbox", "-o", directory + "/out"],
                ["export", "support", "--format", "jsonl"],
                ["import", "support", directory + "/out"],
                ["settings", "history"], ["settings", "show"], ["settings", "diff", "1"],
                ["mta-config", "postfix"], ["stats"],
                ["settings", "rollback", "1"], ["backup", directory + "/copy.db"],
                ["restore", directory + "/copy.db", "--replace"],
                ["contact", "forget", "ada@c.example", "-o", directory + "/ada", "--dry-run"],
                ["purge", "--older-than", "1d"],
            ] {
                let isInner =
                    command.count > 1
                    && (["settings", "outbox", "keys"].contains(command[0])
                        || command[1] == "forget")
                let name = command.prefix(isInner ? 2 : 1).joined(separator: " ")
                answers.append((name, try ctl(command)))
            }
            let new = Self.message(7)
            for options in [["-m", "support"], ["support@a.example", "sales@a.example"], ["x@y"]] {
                answers.append(
                    ("explain", try ctl(["explain", "-f", "ada@c.example"] + options, input: new)))
            }
            answers.append(("explain", try ctl(["explain", "-m", "support"], input: new)))
            answers.append(("parse", try ctl(["parse"], input: new)))
            for options in [[], ["--draft"]] {
                let reply = try ctl(["reply", "1", "--all"] + options, input: "Yes.")
                answers.append(("reply", reply))
                let forward = try ctl(["forward", "1", "v@b.example"] + options)
                answers.append(("forward", forward))
            }
            let preview = try ctl(["template", "preview", "thanks"], input: new)
            answers.append(("template preview", preview))
            for command in [
                ["outbox"], ["convert", "1", "case"], ["merge", "2", "3"], ["case", "3"],
                ["split", "1"], ["mark", "1", "--spam"], ["mark", "1", "--restore"],
                ["move", "1", "sales"], ["undo", "1"], ["journal", "1"],
            ] {
                answers.append((command[0], try ctl(command)))
            }
            for (command, outcome) in answers {
                // A disk with little free space does not matter here, nor does the mail server.
                let isLook = ["check", "doctor"].contains(command)
                #expect(outcome.status == 0 || isLook, "\(command)")
                let keys = try Self.keys(in: outcome.output)
                try checkValues(in: outcome.output, of: command)
                #expect(!keys.isEmpty, "\(command)")
                let named = ([command] + Self.borrowed[command, default: []])
                    .reduce(into: Set<String>()) { named, command in
                        named.formUnion(documented[command, default: []].words(of: "Cm"))
                    }
                #expect(keys.subtracting(named) == [], "\(command)")
            }
        }
    }

    /// The commands whose keys another one's objects have, too, as the manual says.
    private static let borrowed = [
        "replay": ["explain"], "undo": ["case", "lead"], "search": ["emails", "cases", "leads"],
        "contact": ["emails", "cases", "leads"], "export": ["emails"], "reply": ["outbox"],
        "forward": ["outbox"], "merge": ["cases"], "split": ["emails"],
    ]

    private static let settings = """
        [replies]
        sendmail = ["/bin/true"]
        total-limit = { count = 1, within = "1h" }
        [mailboxes.support]
        address = "support@a.example"
        action = { type = "case" }
        auto-responses = [{ name = "Thanks", template = "thanks" }]
        [mailboxes.sales]
        address = "sales@a.example"
        action = { type = "lead" }
        """

    private static func message(_ number: Int) -> String {
        """
        From: Ada <ada@c.example>
        To: support@a.example
        Subject: Hello
        Message-ID: <\(number)@c.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b

        Text
        --b
        Content-Type: application/pdf; name=a.pdf
        Content-Disposition: attachment; filename=a.pdf

        x
        --b--

        """
    }

    /// All keys of all objects in lines of JSON; those of a journal's details are explain's.
    private static func keys(in lines: String) throws -> Set<String> {
        var keys: Set<String> = []
        var waiting: [Any] = try lines.split(separator: "\n").map { line in
            try JSONSerialization.jsonObject(with: Data(line.utf8))
        }
        while let value = waiting.popLast() {
            if let object = value as? [String: Any] {
                keys.formUnion(object.keys)
                waiting += object.filter { $0.key != "details" }.values
            } else if let array = value as? [Any] {
                waiting += array
            }
        }
        return keys
    }

    // MARK: Form

    private static let mandoc: String? = ["/usr/bin/mandoc", "/usr/local/bin/mandoc"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test(.enabled(if: ManualTests.mandoc != nil, "mandoc is not installed: apt install mandoc"))
    func theFormIsRight() throws {
        let pages = try Manual.allPages()
        #expect(pages.count == 7)
        let mandoc = Program(path: try #require(Self.mandoc))
        func run(_ arguments: [String]) throws -> Outcome {
            // Beside the pages it finds those that they refer to.
            try mandoc.run(arguments, through: ["/usr/bin/env", "-C", Source.root + "/man"])
        }
        #expect(try run(["-Tlint"] + pages) == .silent(0))
        for page in pages {
            let shown = try run(["-Tascii", "-Owidth=80", page]).output
                .replacing(/.\u{8}/, with: "")
            #expect(shown.contains("SEE ALSO"))
            let wide = shown.split(separator: "\n").filter { $0.count > 80 }
            #expect(wide == [], "\(page)")
        }
    }
}

/// A manual page, or a piece of one, as its mdoc source.
struct Manual: ExpressibleByArrayLiteral {
    let lines: [String]

    init(_ page: String) throws {
        lines = try Source.text(in: "man/" + page).components(separatedBy: "\n")
    }

    init(lines: some Sequence<String>) { self.lines = Array(lines) }

    init(arrayLiteral elements: String...) { lines = elements }

    static func allPages() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Source.root + "/man").sorted()
    }

    /// The lines of a section of this name.
    func section(_ name: String) -> Manual {
        Manual(
            lines: lines.drop { $0 != ".Sh " + name }.dropFirst().prefix { !$0.hasPrefix(".Sh") })
    }

    /// The lines of a subsection of this name.
    func subsection(_ name: String) -> Manual {
        Manual(
            lines: lines.drop { $0 != ".Ss " + name }.dropFirst().prefix { !$0.hasPrefix(".S") })
    }

    /// The options that `Fl` marks, with their dashes.
    var options: Set<String> {
        Set(
            lines.filter { $0.hasPrefix(".") }.flatMap { line in
                line.matches(of: /\bFl (Fl )?([A-Za-z][a-z-]*)/).map { match in
                    (match.1 == nil ? "-" : "--") + match.2
                }
            })
    }

    /// The words that a macro marks.
    func words(of macro: String) -> Set<String> {
        var words: Set<String> = []
        for line in lines where line.hasPrefix(".") {
            var isMarked = false
            for word in line.dropFirst().split(separator: " ") {
                if word == macro {
                    isMarked = true
                } else if word.wholeMatch(of: /[A-Z][a-z]/) != nil {
                    isMarked = false
                } else if isMarked {
                    words.insert(String(word).replacing("\\&", with: ""))
                }
            }
        }
        return words.subtracting([",", ".", ";", ":", "|"])
    }

    /// What stands behind each `.It`.
    var items: [String] {
        lines.filter { $0.hasPrefix(".It ") }.map { String($0.dropFirst(4)) }
    }

    /// The entries of commands, each with what stands in it: `.It Ic show Ar id` and, over several
    /// lines, `.It Xo`, `.Ic apply Oo ...`.
    ///
    /// To be asked of a section that lists commands: other lists may have such items, too.
    var commandEntries: [String: Manual] {
        var entries: [String: [String]] = [:]
        var current: [String] = []
        for (index, line) in lines.enumerated() {
            let opening: String? =
                line.hasPrefix(".It Ic ")
                ? line
                : line == ".It Xo" && index + 1 < lines.count
                    ? ".It " + lines[index + 1].dropFirst()
                    : nil
            if let opening {
                let words = opening.dropFirst(7).split(separator: " ")
                    .prefix { $0.wholeMatch(of: /[a-z-]+|,/) != nil }
                current = words.joined(separator: " ").components(separatedBy: " , ")
                for name in current where entries[name] == nil { entries[name] = [] }
            } else if line.hasPrefix(".Ss") || line.hasPrefix(".Sh") {
                current = []
            }
            for name in current { entries[name]?.append(line) }
        }
        return entries.mapValues { Manual(lines: $0) }
    }

    /// The texts of examples, as they are shown.
    var literals: [String] {
        var texts: [String] = []
        var current: [String]?
        for line in lines {
            if line.hasPrefix(".Bd -literal") {
                current = []
            } else if line == ".Ed", let text = current {
                texts.append(
                    text.joined(separator: "\n").replacing("\\e", with: "\\") + "\n")
                current = nil
            } else {
                current?.append(line)
            }
        }
        return texts
    }

    /// The names in the headers of tables, as headings give them: `[mailboxes.NAME.action]`.
    var tables: [String] {
        lines.filter { $0.hasPrefix(".Ss") }.compactMap { $0.firstMatch(of: /\[.*\]/)?.0 }
            .flatMap { $0.matches(of: /[a-z-]+/).map { String($0.0) } }
    }

    /// The keys of the settings by the table's header in the file; no header for those outside.
    var keysByTable: [String: [String]] {
        var tables: [String: [String]] = [:]
        var table: String?
        for line in lines {
            if line.hasPrefix(".Sh") { table = nil }
            if line.hasPrefix(".Ss") {
                table = line.contains("outside of tables") ? "" : nil
                if let header = line.firstMatch(of: /\[.*\]/) { table = String(header.0) }
            }
            guard let table, line.hasPrefix(".It Ic ") else { continue }
            let keys = line.dropFirst(7).split(separator: " ").prefix { $0 != "No" }
            tables[table, default: []] += keys.filter { $0 != "," }.map(String.init)
        }
        return tables
    }
}

/// A directory for a while.
private func withDirectory<Result>(_ body: (String) throws -> Result) throws -> Result {
    let path = "/tmp/mailclerk-manual-" + UUID().uuidString
    try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
}
