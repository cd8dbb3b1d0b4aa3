// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import TOMLKit

/// A parsed TOML text whose values have positions.
struct TOMLDocument {
    /// The root table.
    let root: [String: LocatedValue]
    /// The positions of strings with an escaped NUL.
    let escapedNULs: [SourcePosition]

    /// The first syntax error in the text.
    struct SyntaxError: Error {
        var position: SourcePosition
        var message: String
    }

    /// At most 80 nested values; conditions 32 levels deep need 69.
    private static let depthLimit = 80

    /// Parses `source`; throws the first syntax error.
    init(_ source: SourceText) throws(SyntaxError) {
        let table: TOMLTable
        do {
            table = try TOMLTable(string: source.text)
        } catch let error as TOMLParseError {
            throw SyntaxError(
                position: SourcePosition(
                    line: max(1, error.source.begin.line),
                    column: max(1, error.source.begin.column)),
                message: TOMLDocument.message(of: error))
        } catch {
            throw SyntaxError(position: .start, message: "syntax error: not a TOML file")
        }
        let map = SourceMap(source.bytes)
        escapedNULs = map.escapedNULs
        root = TOMLDocument.members(of: table, at: [], in: map)
    }

    /// Returns the library's message in mailclerk's form: `syntax error in array: ...`.
    private static func message(of error: TOMLParseError) -> String {
        let text = DiagnosticCollector.oneLine(error.description)
        let prefix = "Error while parsing "
        guard text.hasPrefix(prefix) else { return "syntax error: \(text)" }
        return "syntax error in "
            + text.dropFirst(prefix.count)
            .replacing("encountered end-of-file", with: "unexpected end of file")
    }

    private static func members(
        of table: TOMLTable, at path: [SourceMap.Step], in map: SourceMap
    ) -> [String: LocatedValue] {
        var members: [String: LocatedValue] = [:]
        for key in table.keys {
            guard let value = table[key] else { continue }
            members[key] = located(value, at: path + [.key(key)], in: map)
        }
        return members
    }

    /// Copies one value; the depth is limited here and, to 256, by the parser.
    private static func located(
        _ value: any TOMLValueConvertible, at path: [SourceMap.Step], in map: SourceMap
    ) -> LocatedValue {
        let position = map.position(of: path)
        guard path.count <= depthLimit else {
            return LocatedValue(content: .other("nested too deeply"), position: position)
        }
        if let text = value.string {
            return LocatedValue(content: .string(text), position: position)
        }
        if let number = value.int {
            return LocatedValue(content: .integer(Int64(number)), position: position)
        }
        if let flag = value.bool {
            return LocatedValue(content: .boolean(flag), position: position)
        }
        if let array = value.array {
            var elements: [LocatedValue] = []
            for index in 0..<array.count {
                elements.append(located(array[index], at: path + [.index(index)], in: map))
            }
            return LocatedValue(content: .array(elements), position: position)
        }
        if let table = value.table {
            return LocatedValue(
                content: .table(members(of: table, at: path, in: map)), position: position)
        }
        return LocatedValue(content: .other("a \(value.type.description)"), position: position)
    }
}
