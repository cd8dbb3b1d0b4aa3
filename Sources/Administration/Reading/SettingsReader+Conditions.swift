// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import RegularExpression
import Store
import SystemMailbox

/// Reads `when = { ... }`.
extension SettingsReader {
    /// At most 32 nested groups, because the store reads no deeper ones.
    private static let depthLimit = 32

    /// Reads a group or a test; reports an error and returns nil if it is neither.
    func readCondition(from reader: TableReader, depth: Int) -> Condition? {
        var reader = reader
        guard depth < SettingsReader.depthLimit else {
            diagnostics.error(
                reader.position,
                "conditions may be nested at most \(SettingsReader.depthLimit) deep")
            return nil
        }
        let groups = ["all", "any", "none"].filter { reader.has($0) }
        guard let group = groups.first else { return readTest(from: &reader) }
        let members = reader.tables(group).compactMap { readCondition(from: $0, depth: depth + 1) }
        if case .array(let list)? = reader.take(group)?.content, list.isEmpty {
            diagnostics.error(
                reader.position(of: group), "\"\(group)\" must contain at least one condition")
        }
        for other in groups.dropFirst() {
            _ = reader.take(other)
            diagnostics.error(
                reader.position(of: other),
                "\"\(other)\" cannot be combined with \"\(group)\"; nest one in the other")
        }
        if let field = reader.take("field") {
            diagnostics.error(
                field.position,
                "\"field\" cannot be combined with \"\(group)\"; put the test into the group")
            for comparison in ConditionOperator.allCases { _ = reader.take(comparison.rawValue) }
        }
        reader.finish()
        return switch group {
        case "all": .all(members)
        case "any": .any(members)
        default: .none(members)
        }
    }

    private func readTest(from reader: inout TableReader) -> Condition? {
        let field = readField(from: &reader)
        let operators = ConditionOperator.allCases.filter { reader.take($0.rawValue) != nil }
        reader.allow("all", "any", "none")
        reader.finish()
        guard let comparison = operators.first else {
            // A misspelt operator has already been reported.
            if !reader.keys.contains(where: { $0 != "field" }) {
                diagnostics.error(
                    reader.position,
                    "a condition must have an operator such as \"contains\", or be a group: \"all\","
                        + " \"any\" or \"none\"")
            }
            return nil
        }
        for other in operators.dropFirst() {
            diagnostics.error(
                reader.position(of: other.rawValue),
                "a test must have only one operator; it already has \"\(comparison.rawValue)\"")
        }
        guard let field, let operand = readOperand(of: comparison, field: field, from: &reader)
        else { return nil }
        return .test(ConditionTest(field: field, comparison: comparison, operand: operand))
    }

    private func readField(from reader: inout TableReader) -> ConditionField? {
        guard let text = reader.text("field") else {
            if !reader.has("field") {
                diagnostics.error(reader.position, "missing \"field\" in the condition")
            }
            return nil
        }
        guard let field = ConditionField(text.value) else {
            let names = ConditionField.Name.allCases.map(\.rawValue)
            let hint =
                text.value.utf8.starts(with: "header".utf8)
                ? "; write a header field as header:NAME"
                : SpellingSuggestion.hint(for: text.value, among: names)
            diagnostics.error(text.position, "unknown field \"\(text.value)\"\(hint)")
            return nil
        }
        if case .header(let name) = field, !SettingsReader.isFieldName(name.utf8) {
            diagnostics.error(text.position, "\"\(name)\" is not a valid header field name")
            return nil
        }
        return field
    }

    private func readOperand(
        of comparison: ConditionOperator, field: ConditionField, from reader: inout TableReader
    ) -> ConditionOperand? {
        let key = comparison.rawValue
        let form = OperandForm(field: field, comparison: comparison)
        switch form {
        case .unfit(let wanted):
            diagnostics.error(
                reader.position(of: key),
                "\"\(key)\" cannot be used with the field \"\(field.text)\"; use \(wanted)")
            return nil
        case .flag: return reader.flag(key).map { .flag($0) }
        case .number: return reader.integer(key, least: 0).map { .number($0) }
        case .list:
            guard let texts = reader.lines(key) else { return nil }
            for text in texts.value { check(text, against: field, key: key, at: texts.position) }
            return .list(texts.value)
        case .text:
            guard let text = reader.text(key) else { return nil }
            if text.value.isEmpty, comparison != .equals, comparison != .notEquals,
                comparison != .matches
            {
                diagnostics.error(text.position, "\"\(key)\" must not be empty")
                return nil
            }
            check(text.value, against: field, key: key, at: text.position, comparison: comparison)
            return .text(text.value)
        }
    }

    /// Checks whether text is a possible value of its field, and a pattern against its grammar.
    private func check(
        _ text: String, against field: ConditionField, key: String, at position: SourcePosition,
        comparison: ConditionOperator = .in
    ) {
        if comparison == .matches {
            do throws(RegularExpressionError) {
                _ = try RegularExpression(parsing: text)
            } catch {
                diagnostics.error(
                    position, "\"matches\" is not a valid regular expression: \(error)")
            }
            return
        }
        let isWhole = [.equals, .notEquals, .in, .notIn].contains(comparison)
        let kinds = EmailKind.allCases.map(\.rawValue)
        guard isWhole, field == .named(.kind), !kinds.contains(text) else { return }
        diagnostics.error(
            position,
            "unknown kind \"\(text)\"" + SpellingSuggestion.hint(for: text, among: kinds))
    }
}
