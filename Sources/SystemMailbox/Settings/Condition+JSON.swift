// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON

/// The form of conditions in the store.
extension Condition {
    /// The condition as JSON: `{"all": [...]}` or `{"field": ..., OPERATOR: operand}`.
    package var json: JSON {
        switch self {
        case .all(let members): ["all": .array(members.map(\.json))]
        case .any(let members): ["any": .array(members.map(\.json))]
        case .none(let members): ["none": .array(members.map(\.json))]
        case .test(let test):
            [
                "field": .string(test.field.text), "operator": .string(test.comparison.rawValue),
                "operand": test.operand.json,
            ]
        }
    }

    /// Reads a condition from JSON; returns nil if it is malformed or nested more than 32 levels
    /// deep.
    package init?(json: JSON, depth: Int = 0) {
        guard depth <= 32 else { return nil }
        let groups: [(String, ([Condition]) -> Condition)] = [
            ("all", { .all($0) }), ("any", { .any($0) }), ("none", { .none($0) }),
        ]
        for (name, make) in groups {
            guard let members = json[name]?.array else { continue }
            var conditions: [Condition] = []
            for member in members {
                guard let condition = Condition(json: member, depth: depth + 1) else { return nil }
                conditions.append(condition)
            }
            self = make(conditions)
            return
        }
        guard let field = json["field"]?.string.flatMap({ ConditionField($0) }),
            let comparison = json["operator"]?.string.flatMap({ ConditionOperator(rawValue: $0) }),
            let operand = json["operand"].flatMap({ ConditionOperand(json: $0) })
        else { return nil }
        self = .test(ConditionTest(field: field, comparison: comparison, operand: operand))
    }
}

extension ConditionOperand {
    fileprivate var json: JSON {
        switch self {
        case .text(let text): .string(text)
        case .list(let texts): .array(texts.map { .string($0) })
        case .number(let number): .integer(number)
        case .flag(let flag): .bool(flag)
        }
    }

    fileprivate init?(json: JSON) {
        if let text = json.string {
            self = .text(text)
        } else if let flag = json.bool {
            self = .flag(flag)
        } else if let number = json.integer {
            self = .number(number)
        } else if let members = json.array {
            self = .list(members.compactMap(\.string))
        } else {
            return nil
        }
    }
}
