// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import RegularExpression
import SystemMailbox

/// The values of a message for one field of a condition.
enum FieldValues {
    /// Any number of texts.
    case texts([String])
    /// Any number of addresses; the IDNA forms of a domain compare as equal.
    case addresses([Address])
    /// A number of bytes.
    case number(Int64)
    /// True or false.
    case flag(Bool)
}

/// Evaluates one test of a condition.
///
/// Text is compared without regard to case (Unicode). A negative operator holds if the positive
/// operator holds for no value of the field.
struct FieldComparison {
    private let test: ConditionTest

    /// At most 65,536 bytes of a field are searched by `matches`, because the time grows with the
    /// text.
    static let patternLimitInBytes = 65_536

    init(_ test: ConditionTest) {
        self.test = test
    }

    func holds(for values: FieldValues) throws -> Bool {
        switch values {
        case .number(let number): holds(number)
        case .flag(let flag): holds(flag)
        case .texts(let texts): try holds(texts.map { [$0] })
        case .addresses(let addresses): try holds(addresses.map { [$0.address, $0.folded] })
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

    /// Returns whether the test holds for the values, each given in all forms in which it may be
    /// written.
    private func holds(_ values: [[String]]) throws -> Bool {
        switch test.comparison {
        case .empty:
            let isEmpty = values.joined().allSatisfy { $0.allSatisfy(\.isWhitespace) }
            return test.operand == .flag(false) ? !isEmpty : isEmpty
        case .matches: return try isFound(in: values)
        case .notContains, .notEquals, .notIn: return !isAnyWanted(of: values)
        case .contains, .equals, .startsWith, .endsWith, .in: return isAnyWanted(of: values)
        case .above, .below: return false
        }
    }

    /// Returns whether the positive form of the operator holds for one of the values.
    private func isAnyWanted(of values: [[String]]) -> Bool {
        let wanted: [String] =
            switch test.operand {
            case .text(let text): [text]
            case .list(let texts): texts
            case .number, .flag: []
            }
        let hasForms = values.contains { $0.count > 1 }
        let operands = wanted.flatMap { hasForms ? [$0, Self.foldedDomain($0)] : [$0] }
            .map(CaseFolding.fold)
        return values.joined().contains { text in
            let value = CaseFolding.fold(text)
            return operands.contains { matches(value, $0) }
        }
    }

    /// Returns the text with the domain after its `@`, if there is one, in its comparison form.
    private static func foldedDomain(_ text: String) -> String {
        guard let at = text.utf8.lastIndex(of: UInt8(ascii: "@")) else { return text }
        let domain = String(text[text.utf8.index(after: at)...])
        return String(text[..<at]) + Address(localPart: "x", domain: domain).folded.dropFirst()
    }

    /// Returns whether the pattern matches one of the values.
    ///
    /// All values together are limited to `patternLimitInBytes`, so that a field repeated a
    /// thousand times costs no more.
    private func isFound(in values: [[String]]) throws -> Bool {
        guard case .text(let pattern) = test.operand,
            let expression = try? RegularExpression(parsing: pattern)
        else { throw RuleEvaluation.BrokenPattern(pattern: "\(test.operand)") }
        var room = Self.patternLimitInBytes
        for text in values.joined() {
            let part = BoundedText.cut(text, limitInBytes: room)
            if expression.isFound(in: part) { return true }
            room -= part.utf8.count
            if room <= 0 { break }
        }
        return false
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
