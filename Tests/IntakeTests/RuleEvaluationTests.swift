// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import Testing

@testable import Intake

/// Tests of conditions on each field of a message.
@Suite struct RuleEvaluationTests {
    private static let message = """
        From: =?utf-8?q?J=C3=B6rg?= <joerg@xn--bcher-kva.example>
        To: support@example.com, Help <help@example.com>
        Cc: sales@example.com, bob@other.example
        Bcc: hidden@other.example
        Subject: =?utf-8?q?Stra=C3=9Fe_gesperrt?=
        X-Priority: 1
        X-Tag: red
        X-Tag: blue
        Accept-Language: fr;q=0.5, de-AT
        Message-ID: <1@customer.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain; charset=utf-8

        Οδυσσεύς ΣΑΣ
        --b
        Content-Type: application/pdf; name="=?utf-8?q?R=C3=A9sum=C3=A9.pdf?="
        Content-Disposition: attachment

        x
        --b--

        """

    private func matched(_ condition: Condition, text: String = message) throws -> Bool {
        let site = try TestSite { $0.mailboxes[2].rules[0].condition = condition }
        let verdict = try site.verdict(text)
        #expect(verdict.degraded == [])
        return try #require(verdict.rules.first).matched
    }

    private func test(
        _ field: String, _ comparison: ConditionOperator, _ operand: ConditionOperand
    ) throws -> Condition {
        .test(
            ConditionTest(
                field: try #require(ConditionField(field)), comparison: comparison,
                operand: operand))
    }

    @Test(
        arguments: [
            ("subject", .contains, .text("STRASSE"), true),
            ("subject", .notContains, .text("STRAẞE"), false),
            ("subject", .equals, .text("straße GESPERRT"), true),
            ("subject", .notEquals, .text("straße"), true),
            ("subject", .startsWith, .text("strasse"), true),
            ("subject", .endsWith, .text("Gesperrt"), true),
            ("subject", .in, .list(["x", "Strasse gesperrt"]), true),
            ("subject", .notIn, .list(["x"]), true),
            ("subject", .matches, .text("^stra.e [[:alpha:]]+$"), true),
            ("subject", .empty, .flag(true), false), ("subject", .empty, .flag(false), true),
            ("body", .contains, .text("οδυσσευΣ"), false),
            ("body", .contains, .text("ΟΔΥΣΣΕΎΣ σας"), true),
            ("body", .matches, .text("σας$"), true), ("body", .matches, .text("\\bσας"), true),
            ("from", .equals, .text("JOERG@bücher.example"), true),
            ("from", .equals, .text("joerg@XN--BCHER-KVA.example"), true),
            ("from", .endsWith, .text("@bücher.example"), true),
            ("from", .contains, .text("xn--bcher"), true),
            ("from", .notEquals, .text("joerg@bücher.example"), false),
            ("from", .in, .list(["a@b.example", "joerg@bücher.example"]), true),
            ("from-name", .equals, .text("JÖRG"), true),
            ("from-name", .equals, .text("joerg"), false),
            ("to", .equals, .text("help@example.com"), true),
            ("to", .notContains, .text("help@"), false),
            ("to", .notContains, .text("sales@"), true),
            ("cc", .endsWith, .text("@other.example"), true),
            ("cc", .notIn, .list(["bob@other.example"]), false),
            ("bcc", .startsWith, .text("hidden"), true), ("bcc", .empty, .flag(true), false),
            ("recipient", .equals, .text("Support@Example.com"), true),
            ("header:x-priority", .equals, .text("1"), true),
            ("header:X-Tag", .equals, .text("BLUE"), true),
            ("header:X-Tag", .notEquals, .text("blue"), false),
            ("header:X-Tag", .matches, .text("^(red|green)$"), true),
            ("header:X-None", .empty, .flag(true), true),
            ("header:X-None", .notContains, .text("x"), true),
            ("header:X-None", .contains, .text("x"), false),
            ("attachment-name", .endsWith, .text("É.PDF"), true),
            ("attachment-name", .contains, .text(".exe"), false),
            ("has-attachment", .equals, .flag(true), true),
            ("has-attachment", .notEquals, .flag(true), false),
            ("kind", .equals, .text("personal"), true),
            ("kind", .in, .list(["bulk", "list"]), false),
            ("language", .startsWith, .text("de"), true), ("language", .equals, .text("FR"), true),
            ("language", .contains, .text("q="), false),
            ("known-sender", .equals, .flag(false), true),
        ] as [(String, ConditionOperator, ConditionOperand, Bool)])
    func `every field is evaluated`(
        field: String, comparison: ConditionOperator, operand: ConditionOperand, expected: Bool
    ) throws {
        #expect(try matched(test(field, comparison, operand)) == expected)
    }

    @Test func sizeIsTheMessagesBytes() throws {
        let size = Int64(Self.message.utf8.count)
        for (comparison, number, expected) in [
            (.above, size - 1, true), (.above, size, false), (.below, size + 1, true),
            (.below, size, false), (.equals, size, true), (.notEquals, size, false),
        ] as [(ConditionOperator, Int64, Bool)] {
            #expect(try matched(test("size", comparison, .number(number))) == expected)
        }
    }

    @Test func knownSenderHasARecord() throws {
        let site = try TestSite()
        try site.deliver(letter())
        site.settings.mailboxes[2].rules[0].condition = try test(
            "known-sender", .equals, .flag(true))
        try site.apply()
        #expect(try site.verdict(letter("2")).rules.first?.matched == true)
        let other = letter("3", from: "bea@other.example")
        #expect(try site.verdict(other).rules.first?.matched == false)
    }

    @Test func groupsNest() throws {
        let yes = try test("subject", .contains, .text("gesperrt"))
        let no = try test("subject", .contains, .text("invoice"))
        for (condition, expected) in [
            (.all([yes, yes]), true), (.all([yes, no]), false), (.all([]), true),
            (.any([no, yes]), true), (.any([no, no]), false), (.any([]), false),
            (.none([no, no]), true), (.none([no, yes]), false), (.none([]), true),
            (.all([.any([no, .all([yes, .none([no])])]), .none([.all([yes, no])])]), true),
            (.none([.any([no, .none([no])])]), false),
        ] as [(Condition, Bool)] {
            #expect(try matched(condition) == expected, "\(condition)")
        }
    }

    /// Text beyond the limit is not searched, in one value or in many.
    @Test func `matches searches the first 64 KB`() throws {
        let pattern = try test("body", .matches, .text("needle"))
        let limit = FieldComparison.patternLimitInBytes
        func body(_ before: Int) -> String {
            letter(body: String(repeating: "hay\n", count: before / 4) + "needle\n")
        }
        #expect(try matched(pattern, text: body(limit - 8)))
        #expect(try !matched(pattern, text: body(limit)))
        let many = String(repeating: "X-Tag: \(String(repeating: "x", count: 900))\n", count: 100)
        let field = try test("header:X-Tag", .matches, .text("needle"))
        #expect(try matched(field, text: letter(head: "X-Tag: needle\n" + many)))
        #expect(try !matched(field, text: letter(head: many + "X-Tag: needle\n")))
    }

    @Test func `the first rule that matches replies`() throws {
        let site = try TestSite { settings in
            var rules: [AutoResponseRule] = []
            for (name, word) in [("A", "invoice"), ("B", "lamp"), ("C", "broken")] {
                var rule = AutoResponseRule(name: name, template: "acknowledge")
                rule.condition = .test(
                    ConditionTest(
                        field: .named(.subject), comparison: .contains, operand: .text(word)))
                rules.append(rule)
            }
            rules[0].isActive = false
            settings.mailboxes[2].rules = rules
        }
        let verdict = try site.verdict(letter(subject: "Invoice for a broken lamp"))
        #expect(verdict.rules.map(\.name) == ["A", "B"])
        #expect(verdict.rules.map(\.matched) == [false, true])
        #expect(verdict.reply.rule?.name == "B")
        #expect(verdict.rules[0].why == "the rule is not active")
        let none = try site.verdict(letter(subject: "Hello"))
        #expect(none.rules.map(\.matched) == [false, false, false])
        #expect(none.reply.why == "no rule matched")
    }

    @Test func rulesHaveTheirOccasions() throws {
        let site = try TestSite { settings in
            settings.mailboxes[2].rules = ["New", "Later"].map {
                AutoResponseRule(name: $0, template: "acknowledge")
            }
            settings.mailboxes[2].rules[1].on = [.followUp]
        }
        try site.deliver(letter())
        let later = try site.verdict(letter("2", head: "References: <1@customer.example>\n"))
        #expect(later.rules.map(\.matched) == [false, true])
        #expect(later.rules[0].why == "the rule is not for a follow-up message")
        #expect(try site.verdict(letter("3")).reply.rule?.name == "New")
    }
}
