// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Testing

@testable import SystemMailbox

@Suite struct SmallTypesTests {
    @Test(arguments: [
        (Int64(0), "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
        (951_827_696_000_000, "2000-02-29T12:34:56Z"),
        (1_772_525_700_999_999, "2026-03-03T08:15:00Z"),
        (4_107_542_399_000_000, "2100-02-28T23:59:59Z"),
        (4_107_542_400_000_000, "2100-03-01T00:00:00Z"),
    ])
    func timestampsAreCivilTime(microseconds: Int64, text: String) {
        #expect(Timestamp.rfc3339(microseconds) == text)
    }

    @Test(
        arguments: [
            ("Ada Lovelace", "al", "Ada", "Lovelace"), ("Lovelace, Ada", "al", "Ada", "Lovelace"),
            ("Ada", "al", "Ada", ""), ("  Ada   King  Lovelace ", "al", "Ada", "King Lovelace"),
            (nil, "ada.lovelace", "Ada", "Lovelace"), ("ada@x.example", "ada_l", "Ada", "L"),
            (nil, "support", "Support", ""), ("", "", "", ""),
        ] as [(String?, String, String, String)])
    func namesComeFromDisplayNameOrLocalPart(
        displayName: String?, localPart: String, first: String, last: String
    ) {
        let name = PersonName(displayName: displayName, localPart: localPart)
        #expect(name.first == first)
        #expect(name.last == last)
    }

    @Test func conditionsSurviveTheStore() throws {
        let condition = Condition.all([
            .test(
                ConditionTest(
                    field: .named(.subject), comparison: .notContains, operand: .text("invoice"))),
            .any([
                .test(
                    ConditionTest(
                        field: .header("X-Priority"), comparison: .in, operand: .list(["1", "2"]))),
                .none([
                    .test(
                        ConditionTest(
                            field: .named(.size), comparison: .above, operand: .number(5)))
                ]),
                .test(
                    ConditionTest(
                        field: .named(.hasAttachment), comparison: .equals, operand: .flag(true))),
            ]),
        ])
        let text = condition.json.text
        #expect(Condition(json: try JSON(parsing: text.utf8)) == condition)
    }

    @Test func conditionOfUnknownShapeIsNone() throws {
        for text in [
            "{}", "[]", #"{"all":[{}]}"#, #"{"field":"colour","operator":"equals","operand":"x"}"#,
            #"{"field":"subject","operator":"resembles","operand":"x"}"#,
            String(repeating: #"{"all":["#, count: 40) + String(repeating: "]}", count: 40),
        ] {
            #expect(Condition(json: try JSON(parsing: text.utf8)) == nil, "\(text)")
        }
    }
}
