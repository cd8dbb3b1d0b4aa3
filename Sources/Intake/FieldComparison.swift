// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SystemMailbox

/// What a message has in a field of a condition.
enum FieldValues {
    /// Any number of texts.
    case texts([String])
    /// A number of bytes.
    case number(Int64)
    /// Yes or no.
    case flag(Bool)
}

/// One test of a condition, made ready to be asked.
///
/// Text compares without regard to case (Unicode). A negative operator holds when no value of the
/// field makes the positive one hold.
struct FieldComparison {
    private let test: ConditionTest

    /// The text that `matches` looks at, in bytes.
    static let patternLimitInBytes = 65_536

    init(_ test: ConditionTest) {
        self.test = test
    }

    func holds(for values: FieldValues) throws -> Bool {
        switch values {
        case .number(let number): holds(number)
        case .flag(let flag): holds(flag)
        case .texts(let texts): try holds(texts)
        }
    }

    private func holds(_ number: Int64) -> Bool {
        guard case .number(let bound) = test.operand else { return false }
        return switch test.comparison {
        case .above: number > bound
        case .below: number < bound
        case .equals: number == bound
        case .notEquals: number != bound
        default: false
        }
    }

    private func holds(_ flag: Bool) -> Bool {
        guard case .flag(let wanted) = test.operand else { return false }
        return test.comparison == .notEquals ? flag != wanted : flag == wanted
    }

    private func holds(_ texts: [String]) throws -> Bool {
        switch test.comparison {
        case .empty:
            let isEmpty = texts.allSatisfy { $0.allSatisfy(\.isWhitespace) }
            return test.operand == .flag(false) ? !isEmpty : isEmpty
        case .notContains, .notEquals, .notIn:
            return try !texts.contains { try matches($0) }
        case .contains, .equals, .startsWith, .endsWith, .in, .matches:
            return try texts.contains { try matches($0) }
        case .above, .below: return false
        }
    }

    /// Whether the positive form of the operator holds for one value.
    private func matches(_ text: String) throws -> Bool {
        if test.comparison == .matches { return try matchesPattern(text) }
        let value = CaseFolding.fold(text)
        return switch test.operand {
        case .list(let members): members.contains { CaseFolding.fold($0) == value }
        case .text(let wanted): matches(value, CaseFolding.fold(wanted))
        case .number, .flag: false
        }
    }

    /// Whether a pattern is found in a value, or in the value in lower case: the C library ignores
    /// the case of ASCII letters alone.
    private func matchesPattern(_ text: String) throws -> Bool {
        guard case .text(let pattern) = test.operand,
            let expression = ExtendedPattern(pattern, ignoresCase: true)
        else { throw RuleEvaluation.BrokenPattern(pattern: "\(test.operand)") }
        return [text, text.lowercased()].contains {
            expression.matches($0, limitInBytes: Self.patternLimitInBytes)
        }
    }

    private func matches(_ value: String, _ wanted: String) -> Bool {
        switch test.comparison {
        case .contains, .notContains: return CaseFolding.contains(value, wanted)
        case .equals, .notEquals, .in, .notIn: return value == wanted
        case .startsWith: return value.utf8.starts(with: wanted.utf8)
        case .endsWith: return value.utf8.reversed().starts(with: wanted.utf8.reversed())
        case .matches, .empty, .above, .below: return false
        }
    }
}
