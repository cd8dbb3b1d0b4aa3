// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import TestSupport
import Testing

@testable import mailclerkctl

/// Wrong command lines, and options before the command.
struct UsageTests {
    @Test(arguments: [
        (["frobnicate"], #"no such command: "frobnicate"; see "mailclerkctl help""#),
        (
            ["--store", "/x", "emials"],
            #"no such command: "emials" (did you mean "emails"?); see "mailclerkctl help""#
        ),
        (
            ["--store", "/x", "--json", "keys", "list"],
            #"no such command: "keys list"; see "mailclerkctl help keys""#
        ),
        (
            ["settings", "shwo", "--as", "bob"],
            #"no such command: "settings shwo" (did you mean "show"?)"#
                + #"; see "mailclerkctl help settings""#
        ),
        (
            ["--store=/x", "keys"],
            #""keys" must be followed by one of: rotate; see "mailclerkctl help keys""#
        ),
        (
            ["cases", "--frobnicate"],
            #"unknown option --frobnicate; see "mailclerkctl help cases""#
        ),
        (
            ["cases", "--statsu", "open"],
            #"unknown option --statsu (did you mean --status?); see "mailclerkctl help cases""#
        ),
        (["show"], #"missing argument <id>; see "mailclerkctl help show""#),
        (["show", "x"], #"invalid value "x" for <id>; see "mailclerkctl help show""#),
        (["show", "1", "2"], #"unexpected argument "2"; see "mailclerkctl help show""#),
        (["cases", "--limit"], #"missing value for --limit <n>; see "mailclerkctl help cases""#),
        (
            ["emails", "--limit", "0"],
            #"--limit must be 1 or more; see "mailclerkctl help emails""#
        ),
        (
            ["export", "support", "--format", "zip"],
            #"invalid value "zip" for --format <format>; expected mbox, maildir, eml or jsonl"#
                + #"; see "mailclerkctl help export""#
        ),
    ])
    func messageSaysWhatIsWrong(_ arguments: [String], message: String) throws {
        let outcome = try Program.control.run(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.error == "mailclerkctl: \(message)\n")
    }

    @Test func longListOfValuesIsOneLine() throws {
        let outcome = try Program.control.run(["mta-config", "sendmail"])
        #expect(outcome.status == 64)
        #expect(outcome.error.contains("; expected one of postfix, exim, "))
        #expect(outcome.error.hasSuffix("; see \"mailclerkctl help mta-config\"\n"))
        #expect(outcome.error.filter { $0 == "\n" }.count == 1)
    }

    @Test(arguments: [
        (
            "Value to be set with flag '--all' had already been set with flag '--raw'",
            "--all and --raw exclude each other"
        ),
        ("Missing one of: '--a', '--b'", #"missing one of "--a", "--b""#),
        ("2 unexpected arguments: 'a', 'b'", #"unexpected arguments "a", "b""#),
        (
            "The option '--all' does not take any value, but '1' was specified.",
            "--all takes no value"
        ),
        ("Something else.", "something else"),
        (
            "The value 'x' is invalid for '<verb>'. Please provide one of 'set' and 'note'.",
            #"invalid value "x" for <verb>; expected set or note"#
        ),
    ])
    func textOfTheParserIsRewritten(_ text: String, message: String) {
        #expect(UsageError.rewritten(text) == message)
    }

    /// The options and flags of all commands, from the parser's description of itself.
    private func options() throws -> (valued: Set<String>, flags: Set<String>) {
        let dump = try Program.control.run(["--experimental-dump-help"])
        #expect(dump.status == 0)
        let tool = try JSONSerialization.jsonObject(with: Data(dump.output.utf8)) as? [String: Any]
        var valued: Set<String> = []
        var flags: Set<String> = []
        var waiting = [try #require(tool?["command"] as? [String: Any])]
        while let command = waiting.popLast() {
            waiting += command["subcommands"] as? [[String: Any]] ?? []
            for argument in command["arguments"] as? [[String: Any]] ?? [] {
                let names = (argument["names"] as? [[String: Any]] ?? []).map { name in
                    (name["kind"] as? String == "long" ? "--" : "-")
                        + (name["name"] as? String ?? "")
                }
                if argument["kind"] as? String == "option" {
                    valued.formUnion(names)
                } else {
                    flags.formUnion(names)
                }
            }
        }
        return (valued, flags)
    }

    @Test func optionsWithValuesAreThoseOfTheParser() throws {
        let (valued, flags) = try options()
        #expect(valued.contains("--tag") && flags.contains("--json"))
        #expect(valued.isDisjoint(with: flags))
        #expect(GlobalOptionOrder.valuedOfCommands.union(GlobalOptionOrder.valued) == valued)
    }

    @Test func valueThatLooksLikeAnOptionStaysAValue() {
        #expect(
            GlobalOptionOrder.arranged(["--store", "/x", "case", "1", "set", "--tag", "--json"])
                == ["case", "1", "set", "--tag", "--json", "--store=/x"])
        #expect(
            GlobalOptionOrder.arranged(["--json", "case", "1", "set", "--owner", "--as"])
                == ["case", "1", "set", "--owner", "--as", "--json"])
    }

    @Test(arguments: [
        (["cases", "--mine"], true), (["case", "1"], true), (["case", "1", "note"], false),
        (["lead", "1", "set", "--status", "won"], false), (["show", "1"], true),
        (["show", "1", "--raw"], false), (["show", "1", "--html"], false),
        (["search", "--", "set", "note"], true), (["contact", "ada@example.com"], true),
        (["contact", "forget", "ada@example.com"], false), (["reply", "1"], false),
        (["export", "support", "--format", "mbox"], false), (["explain"], false),
    ])
    func commandsThatOnlyShowAreKnown(_ arguments: [String], _ isReading: Bool) throws {
        let command = try RootCommand.parseAsRoot(arguments)
        #expect(((command as? any ReadingCommand)?.onlyShows ?? false) == isReading)
    }
}
