// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import RegularExpression
import Store
import SystemMailbox

/// `when = { ... }`.
extension SettingsReader {
    /// How deep groups may nest; the store reads no deeper ones.
    private static let depthLimit = 32

    /// Reads a group or a test; nil, with an error, when it is neither.
    func readCondition(from reader: TableReader, depth: Int) -> Condition? {
        var reader = reader
        guard depth < SettingsReader.depthLimit else {
            diagnostics.error(
                reader.position, "conditions nest at most \(SettingsReader.depthLimit) deep")
            return nil
        }
        let groups = ["all", "any", "none"].filter { reader.has($0) }
        guard let group = groups.first else { return readTest(from: &reader) }
        let members = reader.tables(group).compactMap { readCondition(from: $0, depth: depth + 1) }
        if case .array(let list)? = reader.take(group)?.content, list.isEmpty {
            diagnostics.error(
                reader.position(of: group), "\"\(group)\" must hold at least one condition")
        }
        for other in groups.dropFirst() {
            _ = reader.take(other)
            diagnostics.error(
                reader.position(of: other),
                "\"\(other)\" can't stand beside \"\(group)\"; put one into the other")
        }
        if let field = reader.take("field") {
            diagnostics.error(
                field.position,
                "\"field\" can't stand beside \"\(group)\"; put the test into the group")
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
            // A misspelt operator has an error already.
            if !reader.keys.contains(where: { $0 != "field" }) {
                diagnostics.error(
                    reader.position,
                    "a condition needs an operator such as \"contains\", or a group: \"all\","
                        + " \"any\", \"none\"")
            }
            return nil
        }
        for other in operators.dropFirst() {
            diagnostics.error(
                reader.position(of: other.rawValue),
                "one test has one operator; \"\(comparison.rawValue)\" is there already")
        }
        guard let field, let operand = readOperand(of: comparison, field: field, from: &reader)
        else { return nil }
        return .test(ConditionTest(field: field, comparison: comparison, operand: operand))
    }

    private func readField(from reader: inout TableReader) -> ConditionField? {
        guard let text = reader.text("field") else {
            if !reader.has("field") {
                diagnostics.error(reader.position, "a condition needs a \"field\"")
            }
            return nil
        }
        guard let field = ConditionField(text.value) else {
            let names = ConditionField.Name.allCases.map(\.rawValue)
            let hint =
                text.value.utf8.starts(with: "header".utf8)
                ? "; a header field is written header:NAME"
                : SpellingSuggestion.hint(for: text.value, among: names)
            diagnostics.error(text.position, "there is no field \"\(text.value)\"\(hint)")
            return nil
        }
        if case .header(let name) = field, !SettingsReader.isFieldName(name.utf8) {
            diagnostics.error(text.position, "\"\(name)\" can't name a header field")
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
                "\"\(key)\" doesn't go with the field \"\(field.text)\"; it takes \(wanted)")
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

    /// Checks text against what its field can be, and a pattern against its grammar.
    private func check(
        _ text: String, against field: ConditionField, key: String, at position: SourcePosition,
        comparison: ConditionOperator = .in
    ) {
        if comparison == .matches {
            do throws(RegularExpressionError) {
                _ = try RegularExpression(parsing: text)
            } catch {
                diagnostics.error(position, "\"matches\" is no regular expression: \(error)")
            }
            return
        }
        let isWhole = [.equals, .notEquals, .in, .notIn].contains(comparison)
        let kinds = EmailKind.allCases.map(\.rawValue)
        guard isWhole, field == .named(.kind), !kinds.contains(text) else { return }
        diagnostics.error(
            position,
            "there is no kind \"\(text)\"" + SpellingSuggestion.hint(for: text, among: kinds))
    }
}
