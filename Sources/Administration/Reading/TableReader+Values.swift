// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Keys of each type that settings know.
extension TableReader {
    /// A string; nil when it is absent or of another type.
    mutating func text(_ key: String) -> Located<String>? {
        guard let value = take(key) else { return nil }
        guard case .string(let text) = value.content else {
            mismatch(key, value, wanted: "a string")
            return nil
        }
        return Located(value: text, position: value.position)
    }

    /// A string of one line that is not empty.
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

    /// A whole number of at least `least`.
    mutating func integer(_ key: String, least: Int64) -> Int64? {
        guard let value = take(key) else { return nil }
        guard case .integer(let number) = value.content else {
            mismatch(key, value, wanted: "an integer")
            return nil
        }
        guard number >= least else {
            diagnostics.error(value.position, "\"\(key)\" must be at least \(least)")
            return nil
        }
        return number
    }

    /// A length of time above zero, in microseconds.
    mutating func duration(_ key: String) -> Int64? {
        guard let value = take(key) else { return nil }
        let microseconds: Int64?
        switch value.content {
        case .string(let text): microseconds = SettingsDuration.microseconds(text)
        case .integer(let seconds): microseconds = SettingsDuration.microseconds(seconds: seconds)
        default:
            mismatch(
                key, value, wanted: "a length of time such as \"90s\", \"15m\", \"1h\", \"7d\"")
            return nil
        }
        guard let microseconds, microseconds > 0 else {
            diagnostics.error(
                value.position,
                "\"\(key)\" must be a length of time above zero and up to ten years,"
                    + " such as \"90s\", \"15m\", \"1h\", \"7d\"")
            return nil
        }
        return microseconds
    }

    /// A list of strings of one line each, none empty; the bad ones are left out.
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
                    value.position, "\"\(key)\" must be a list of strings; it holds \(element.kind)"
                )
                continue
            }
            if isLine(text, of: key, at: value.position) { texts.append(text) }
        }
        return Located(value: texts, position: value.position)
    }

    /// One of several words.
    mutating func choice<Choice: RawRepresentable>(_ key: String, among choices: [Choice])
        -> Choice?
    where Choice.RawValue == String {
        guard let text = text(key) else { return nil }
        if let choice = choices.first(where: { $0.rawValue == text.value }) { return choice }
        reject(text.value, of: key, at: text.position, choices: choices.map(\.rawValue))
        return nil
    }

    /// Several of several words.
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

    /// A member table; nil when it is absent or something else.
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

    /// A list of tables, as `[[...]]` makes it.
    mutating func tables(_ key: String) -> [TableReader] {
        guard let value = take(key) else { return [] }
        guard case .array(let elements) = value.content else {
            mismatch(key, value, wanted: "a list of tables, [[\(name(of: key))]]")
            return []
        }
        return elements.compactMap { element in
            guard case .table(let members) = element.content else {
                diagnostics.error(
                    value.position, "\"\(key)\" must be a list of tables; it holds \(element.kind)")
                return nil
            }
            return TableReader(
                name: name(of: key), position: element.position, members: members,
                diagnostics: diagnostics)
        }
    }

    /// The member tables of a table of named things, in the order of their names.
    mutating func namedTables(_ key: String) -> [(name: String, table: TableReader)] {
        guard var table = table(key) else { return [] }
        return table.keys.compactMap { name in table.table(name).map { (name, $0) } }
    }

    /// Reports a word that is none of the choices.
    func reject(_ word: String, of key: String, at position: SourcePosition, choices: [String]) {
        let list = choices.map { "\"\($0)\"" }.joined(separator: ", ")
        diagnostics.error(
            position,
            "\"\(key)\" can't be \"\(word)\"; it is one of \(list)"
                + SpellingSuggestion.hint(for: word, among: choices))
    }

    /// Whether `text` is one line that is not empty; says so when not.
    private func isLine(_ text: String, of key: String, at position: SourcePosition) -> Bool {
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            diagnostics.error(position, "\"\(key)\" must not be empty")
            return false
        }
        guard text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control }) else {
            diagnostics.error(
                position, "\"\(key)\" must not hold line breaks or control characters")
            return false
        }
        return true
    }
}
