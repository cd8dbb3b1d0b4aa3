// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import Testing

@testable import Intake

@Suite struct FieldComparisonTests {
    private func holds(
        _ comparison: ConditionOperator, _ operand: ConditionOperand, _ values: FieldValues
    ) throws -> Bool {
        try FieldComparison(
            ConditionTest(field: .named(.subject), comparison: comparison, operand: operand)
        ).holds(for: values)
    }

    @Test(
        arguments: [
            (ConditionOperator.contains, "LAMP", ["a broken lamp"], true),
            (.contains, "", ["x"], true), (.contains, "x", [], false),
            (.contains, "straße", ["HAUPTSTRASSE"], true), (.equals, "ÄÖ", ["äö"], true),
            (.equals, "lamp", ["lamps"], false), (.startsWith, "re:", ["Re: x"], true),
            (.endsWith, "X", ["re: x"], true), (.notContains, "b", ["ab", "c"], false),
            (.notContains, "b", ["a", "c"], true), (.notContains, "b", [], true),
            (.notEquals, "a", ["a", "b"], false), (.matches, "^re: *[0-9]+$", ["RE: 42"], true),
            (.matches, "[0-9]{3}", ["12"], false), (.matches, "ß", ["Straße"], true),
            (.matches, "ö", ["SCHÖN"], true), (.matches, "\\bX\\b", ["a x b"], true),
        ] as [(ConditionOperator, String, [String], Bool)])
    func textsCompareWithoutRegardToCase(
        comparison: ConditionOperator, operand: String, values: [String], expected: Bool
    ) throws {
        #expect(try holds(comparison, .text(operand), .texts(values)) == expected)
    }

    @Test func listsNumbersAndFlags() throws {
        #expect(try holds(.in, .list(["a", "B"]), .texts(["b"])))
        #expect(try !holds(.notIn, .list(["a", "B"]), .texts(["c", "b"])))
        #expect(try holds(.above, .number(10), .number(11)))
        #expect(try !holds(.above, .number(10), .number(10)))
        #expect(try holds(.below, .number(10), .number(9)))
        #expect(try holds(.equals, .flag(true), .flag(true)))
        #expect(try holds(.notEquals, .flag(true), .flag(false)))
        #expect(try holds(.empty, .flag(true), .texts([" \t"])))
        #expect(try holds(.empty, .flag(true), .texts([])))
        #expect(try holds(.empty, .flag(false), .texts(["x"])))
    }

    @Test(arguments: ["(", "a{2,1}", "(a)\\1"])
    func `an invalid pattern is reported`(pattern: String) {
        #expect(throws: RuleEvaluation.BrokenPattern.self) {
            try holds(.matches, .text(pattern), .texts(["a"]))
        }
    }
}
