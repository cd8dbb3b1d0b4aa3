// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An error or a warning about the settings files.
package struct SettingsDiagnostic: Equatable, Hashable, Sendable {
    /// The severity of a diagnostic.
    package enum Severity: String, Sendable {
        /// The settings cannot be applied.
        case error
        /// The settings can be applied, but probably do not have the intended effect.
        case warning
    }

    /// The severity.
    package var severity: Severity
    /// The path of the file, as it was opened.
    package var file: String
    /// The line, from 1; 0 if the diagnostic is about the complete file.
    package var line: Int
    /// The column in Unicode scalars, from 1; 0 if the diagnostic is about the complete file.
    package var column: Int
    /// The message, without the position.
    package var message: String

    /// Creates a diagnostic for `line` and `column` of `file`.
    package init(severity: Severity, file: String, line: Int, column: Int, message: String) {
        self.severity = severity
        self.file = file
        self.line = line
        self.column = column
        self.message = message
    }

    /// One line for people and editors: `file:line:column: error: message`.
    package var text: String {
        guard line > 0 else { return "\(file): \(severity.rawValue): \(message)" }
        return "\(file):\(line):\(column): \(severity.rawValue): \(message)"
    }
}

extension SettingsDiagnostic: Comparable {
    /// Orders diagnostics by file and position.
    package static func < (left: SettingsDiagnostic, right: SettingsDiagnostic) -> Bool {
        if left.file != right.file { return left.file < right.file }
        if left.line != right.line { return left.line < right.line }
        if left.column != right.column { return left.column < right.column }
        return left.message < right.message
    }
}
