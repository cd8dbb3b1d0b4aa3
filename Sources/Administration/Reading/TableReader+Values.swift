// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Reads keys of each type that occurs in settings.
extension TableReader {
    /// Reads a string; returns nil if it is absent or of another type.
    mutating func text(_ key: String) -> Located<String>? {
        guard let value = take(key) else { return nil }
        guard case .string(let text) = value.content else {
            mismatch(key, value, wanted: "a string")
            return nil
        }
        return Located(value: text, position: value.position)
    }

    /// Reads a non-empty string of one line.
    mutating func line(_ key: String) -> Located<String>? {
        guard let text = text(key) else { return nil }
        return isLine(text.value, of: key, at: text.position) ? text : nil
    }

    mutating func flag(_ key: String) -> Bool? {
        guard let value = take(key) else { return nil }
        guard case .boolean(let flag) = value.content else {
            mismatch(key, value, wanted: "true or false")
            return nil
        }
        return flag
    }

    /// Reads an integer of at least `least`.
    mutating func integer(_ key: String, least: Int64) -> Int64? {
        guard let value = take(key) else { return nil }
        guard case .integer(let number) = value.content else {
            mismatch(key, value, wanted: "an integer")
            return nil
        }
        guard number >= least else {
            diagnostics.error(
                value.position, "\"\(key)\" must be at least \(least), not \(number)")
            return nil
        }
        return number
    }

    /// Reads a duration above zero, in microseconds.
    mutating func duration(_ key: String) -> Int64? {
        guard let value = take(key) else { return nil }
        let microseconds: Int64?
        switch value.content {
        case .string(let text): microseconds = SettingsDuration.microseconds(text)
        case .integer(let seconds): microseconds = SettingsDuration.microseconds(seconds: seconds)
        default:
            mismatch(
                key, value, wanted: "a duration such as \"90s\", \"15m\", \"1h\" or \"7d\"")
            return nil
        }
        guard let microseconds, microseconds > 0 else {
            diagnostics.error(
                value.position,
                "\"\(key)\" must be a duration above zero and up to ten years,"
                    + " such as \"90s\", \"15m\", \"1h\" or \"7d\"")
            return nil
        }
        return microseconds
    }

    /// Reads a list of non-empty strings of one line; reports and omits invalid ones.
    mutating func lines(_ key: String) -> Located<[String]>? {
        guard let value = take(key) else { return nil }
        guard case .array(let elements) = value.content else {
            mismatch(key, value, wanted: "a list of strings")
            return nil
        }
        var texts: [String] = []
        for element in elements {
            guard case .string(let text) = element.content else {
                diagnostics.error(
                    value.position,
                    "\"\(key)\" must be a list of strings, but contains \(element.kind)"
                )
                continue
            }
            if isLine(text, of: key, at: value.position) { texts.append(text) }
        }
        return Located(value: texts, position: value.position)
    }

    /// Reads one of several keywords.
    mutating func choice<Choice: RawRepresentable>(_ key: String, among choices: [Choice])
        -> Choice?
    where Choice.RawValue == String {
        guard let text = text(key) else { return nil }
        if let choice = choices.first(where: { $0.rawValue == text.value }) { return choice }
        reject(text.value, of: key, at: text.position, choices: choices.map(\.rawValue))
        return nil
    }

    /// Reads a list of keywords.
    mutating func choices<Choice: RawRepresentable & Equatable>(
        _ key: String, among choices: [Choice]
    ) -> [Choice]? where Choice.RawValue == String {
        guard let texts = lines(key) else { return nil }
        var chosen: [Choice] = []
        for text in texts.value {
            guard let choice = choices.first(where: { $0.rawValue == text }) else {
                reject(text, of: key, at: texts.position, choices: choices.map(\.rawValue))
                continue
            }
            if !chosen.contains(choice) { chosen.append(choice) }
        }
        return chosen
    }

    /// Reads a member table; returns nil if it is absent or of another type.
    mutating func table(_ key: String) -> TableReader? {
        guard let value = take(key) else { return nil }
        guard case .table(let members) = value.content else {
            mismatch(key, value, wanted: "a table")
            return nil
        }
        return TableReader(
            name: name(of: key), position: value.position, members: members,
            diagnostics: diagnostics)
    }

    /// Reads a list of tables, written as `[[...]]`.
    mutating func tables(_ key: String) -> [TableReader] {
        guard let value = take(key) else { return [] }
        guard case .array(let elements) = value.content else {
            mismatch(key, value, wanted: "a list of tables, [[\(name(of: key))]]")
            return []
        }
        return elements.compactMap { element in
            guard case .table(let members) = element.content else {
                diagnostics.error(
                    value.position,
                    "\"\(key)\" must be a list of tables, but contains \(element.kind)")
                return nil
            }
            return TableReader(
                name: name(of: key), position: element.position, members: members,
                diagnostics: diagnostics)
        }
    }

    /// Reads the member tables of a table of named entries, in the order of their names.
    mutating func namedTables(_ key: String) -> [(name: String, table: TableReader)] {
        guard var table = table(key) else { return [] }
        return table.keys.compactMap { name in table.table(name).map { (name, $0) } }
    }

    /// Reports a keyword that is not one of the choices.
    func reject(_ word: String, of key: String, at position: SourcePosition, choices: [String]) {
        let list = choices.map { "\"\($0)\"" }.joined(separator: ", ")
        diagnostics.error(
            position,
            "\"\(key)\" must be one of \(list), not \"\(word)\""
                + SpellingSuggestion.hint(for: word, among: choices))
    }

    /// Returns whether `text` is one non-empty line; otherwise reports an error.
    private func isLine(_ text: String, of key: String, at position: SourcePosition) -> Bool {
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            diagnostics.error(position, "\"\(key)\" must not be empty")
            return false
        }
        guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            diagnostics.error(
                position, "\"\(key)\" must not contain line breaks or control characters")
            return false
        }
        return true
    }
}
