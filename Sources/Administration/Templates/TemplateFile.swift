// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import Template

/// A template file, split into header and body, which are parsed separately.
struct TemplateFile {
    /// A Mustache text in the file, with its position.
    struct Part {
        var template: Template
        /// The position of its first character.
        var origin: SourcePosition

        /// Returns the position in the file for a position in the text.
        func position(line: Int, column: Int) -> SourcePosition {
            TemplateFile.position(line: line, column: column, from: origin)
        }
    }

    /// The header fields in order.
    private(set) var fields: [TemplateSource.Field] = []
    /// The position of the field `Subject`.
    private(set) var subjectPosition: SourcePosition?
    /// The body with LF line endings.
    private(set) var body = ""
    /// The texts without syntax errors.
    private(set) var parts: [Part] = []

    /// Reads a file and adds its errors to `diagnostics`.
    init(_ source: SourceText, hasHeader: Bool, diagnostics: DiagnosticCollector) {
        var lines = source.text.utf8.split(
            separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false
        ).map { line in
            line.last == UInt8(ascii: "\r") ? line.dropLast() : line
        }[...]
        var number = 1
        if hasHeader {
            var isEnded = false
            while let line = lines.popFirst() {
                number += 1
                if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }) {
                    isEnded = true
                    break
                }
                readField(String(Substring(line)), line: number - 1, diagnostics: diagnostics)
            }
            if !isEnded {
                diagnostics.error(
                    SourcePosition(line: max(1, number - 1), column: 1),
                    "missing empty line between the header and the text")
                return
            }
        }
        body = lines.map { String(Substring($0)) }.joined(separator: "\n")
        let hasText = body.unicodeScalars.contains { !$0.properties.isWhitespace }
        if hasHeader, !hasText {
            diagnostics.error(SourcePosition(line: number, column: 1), "the template has no text")
        }
        parse(body, from: SourcePosition(line: number, column: 1), diagnostics: diagnostics)
    }

    private mutating func readField(
        _ line: String, line number: Int, diagnostics: DiagnosticCollector
    ) {
        let start = SourcePosition(line: number, column: 1)
        guard SettingsReader.isField(line), let colon = line.utf8.firstIndex(of: UInt8(ascii: ":"))
        else {
            diagnostics.error(
                start,
                "invalid header field; a template must start with \"Subject: ...\", an empty line,"
                    + " and its text")
            return
        }
        let name = String(line[..<colon])
        let folded = name.lowercased()
        guard folded == "subject" || folded.utf8.starts(with: "x-".utf8) else {
            diagnostics.error(
                start,
                "a template may only set \"Subject\" and fields that begin with \"X-\","
                    + " not \"\(name)\"")
            return
        }
        guard !fields.contains(where: { $0.name.lowercased() == folded }) else {
            diagnostics.error(start, "duplicate field \"\(name)\"")
            return
        }
        let rest = line[line.utf8.index(after: colon)...].unicodeScalars
        let blanks = rest.prefix { $0 == " " || $0 == "\t" }.count
        var value = rest.dropFirst(blanks)
        while let last = value.last, last == " " || last == "\t" { value.removeLast() }
        let text = String(String.UnicodeScalarView(value))
        let origin = SourcePosition(
            line: number, column: name.unicodeScalars.count + 2 + blanks)
        guard value.allSatisfy({ $0.properties.generalCategory != .control || $0 == "\t" }) else {
            diagnostics.error(origin, "a header field must not contain control characters")
            return
        }
        if text.isEmpty { diagnostics.warning(start, "field \"\(name)\" is empty") }
        if folded == "subject" { subjectPosition = start }
        fields.append(TemplateSource.Field(name: name, value: text))
        parse(text, from: origin, diagnostics: diagnostics)
    }

    private mutating func parse(
        _ text: String, from origin: SourcePosition, diagnostics: DiagnosticCollector
    ) {
        do throws(TemplateError) {
            parts.append(Part(template: try Template(parsing: text), origin: origin))
        } catch {
            diagnostics.error(
                TemplateFile.position(line: error.line, column: error.column, from: origin),
                error.description)
        }
    }

    private static func position(
        line: Int, column: Int, from origin: SourcePosition
    ) -> SourcePosition {
        SourcePosition(
            line: origin.line + line - 1, column: line == 1 ? origin.column + column - 1 : column)
    }
}
