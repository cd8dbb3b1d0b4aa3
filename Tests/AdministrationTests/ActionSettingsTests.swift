// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SystemMailbox
import TestSupport
import Testing

@testable import Administration

@Suite("Programs as actions in the settings")
struct ActionSettingsTests {
    /// An action at lines 1 to 2 and what a test adds to it, then a mailbox that has it.
    private static func erp(_ lines: String, command: String = "[\"/bin/sh\", \"-x\"]") -> String {
        "[actions.erp]\ncommand = \(command)\n\(lines)\n"
            + mailbox("action = { type = \"erp\" }")
    }

    @Test func programsAreRead() {
        let settings = load(
            Self.erp("timeout = \"2m\"") + "\n[actions.\"a.b\"]\ncommand = [\"/bin/true\"]\n"
        )
        #expect(texts(settings) == [])
        var erp = ActionProgram(name: "erp", command: ["/bin/sh", "-x"])
        erp.timeout = 120_000_000
        #expect(
            settings.settings.programs == [
                ActionProgram(name: "a.b", command: ["/bin/true"]), erp,
            ])
        #expect(settings.settings.programs.first?.timeout == 30_000_000)
        #expect(settings.settings.mailboxes.map(\.action.kind) == [.program("erp")])
    }

    @Test(arguments: [
        Wrong(
            erp("").replacing("type = \"erp\"", with: "type = \"epr\""),
            "6:12: error: \"type\" must be one of \"none\", \"case\", \"lead\", \"erp\","
                + " not \"epr\" (did you mean \"erp\"?)"),
        Wrong(
            erp("", command: "[]"), "2:1: error: \"command\" must name a program"),
        Wrong(
            erp("", command: "[\"erp\"]"),
            "2:1: error: \"command\" must start with an absolute path, not \"erp\""),
        Wrong(
            erp("", command: "\"/bin/sh\""),
            "2:1: error: \"command\" must be a list of strings, not a string"),
        Wrong(
            erp("comand = 1"),
            "3:1: error: unknown key \"comand\" in [actions.erp] (did you mean \"command\"?)"),
        Wrong(erp("timeout = \"61m\""), "3:1: error: \"timeout\" must be at most one hour"),
        Wrong(
            erp("timeout = 0"),
            "3:1: error: \"timeout\" must be a duration above zero and up to ten years,"
                + " such as \"90s\", \"15m\", \"1h\" or \"7d\""),
        Wrong("[actions.erp]\n" + mailbox(""), "1:1: error: missing \"command\" in action \"erp\""),
        Wrong(
            "actions = 1\n" + mailbox(""), "1:1: error: \"actions\" must be a table, not an integer"
        ),
        Wrong(
            "[actions.case]\ncommand = [\"/bin/sh\"]\n" + mailbox(""),
            "1:1: error: \"case\" is a built-in action type; choose another name"),
        Wrong(
            "[actions.\"a b\"]\ncommand = [\"/bin/sh\"]\n" + mailbox(""),
            "1:1: error: invalid action name \"a b\": use at most 64 characters a to z, digits, \"-\","
                + " \"_\" and \".\", not starting with \"-\" or \".\""),
    ])
    func mistakesAreErrors(_ wrong: Wrong) {
        #expect(texts(load(wrong.settings)) == wrong.errors)
    }

    @Test func programThatOthersMayWriteIsAnError() throws {
        let site = try Site()
        let program = site.root + "/erp"
        try FileSystem.write(program, Array("#!/bin/sh\n".utf8), mode: 0o777)
        let found = texts(load(Self.erp("", command: "[\"\(program)\"]")))
        #expect(found.count == 1)
        #expect(
            found.first?.hasPrefix("2:1: error: the program of action \"erp\" is not safe to run: ")
                == true)
        try FileSystem.setMode(program, 0o755)
        #expect(texts(load(Self.erp("", command: "[\"\(program)\"]"))) == [])
    }

    @Test func programThatIsMissingIsAWarning() {
        let loaded = load(
            "replies.sendmail = [\"/bin/sh\"]\n"
                + Self.erp("", command: "[\"/nowhere/erp\"]").replacing(
                    "type = \"erp\"", with: "type = \"erp\", assign-to = \"bob\", tags = [\"x\"]"))
        #expect(texts(loaded) == [])
        #expect(
            texts(loaded, .warning) == [
                "3:1: warning: no such program: /nowhere/erp; messages for action \"erp\" wait for it",
                "7:45: warning: \"tags\" has no effect with action type \"erp\"",
            ])
    }

    @Test func templatesMaySpeakOfTheRecord() {
        let loaded = load(
            "",
            templates: [
                "templates/a/en.txt":
                    "\n{{record.number}} {{record.url}} {{#record}}{{number}}{{/record}}"
                    + " {{record.fields.team}} {{record.name}} {{fields.team}}"
            ])
        let warnings = texts(loaded, .warning).filter { $0.hasPrefix("a/en.txt") }
        #expect(warnings.count == 2)
        #expect(warnings.allSatisfy { $0.contains("record.name") || $0.contains("fields.team") })
    }

    @Test func differencesAreNamed() {
        let old = load(Self.erp("") + "\n[actions.old]\ncommand = [\"/bin/true\"]\n").settings
        let new = load(
            Self.erp("timeout = 60", command: "[\"/bin/sh\"]")
                + "\n[actions.new]\ncommand = [\"/bin/true\"]\n"
        ).settings
        #expect(
            SettingsDifference.lines(old: old, new: new) == [
                "~ [actions.erp] command: [\"/bin/sh\", \"-x\"] -> [\"/bin/sh\"]",
                "~ [actions.erp] timeout: 30s -> 1m",
                "+ [actions.new] command: [\"/bin/true\"]", "+ [actions.new] timeout: 30s",
                "- [actions.old]",
            ])
        #expect(SettingsDifference.lines(old: new, new: new) == [])
    }
}
