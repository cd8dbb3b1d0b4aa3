// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Something that the administrator should know about the settings files.
package struct SettingsDiagnostic: Equatable, Hashable, Sendable {
    /// How bad a diagnostic is.
    package enum Severity: String, Sendable {
        /// The settings can't be applied.
        case error
        /// The settings can be applied, but probably don't do what is meant.
        case warning
    }

    /// How bad it is.
    package var severity: Severity
    /// The path of the file, as it was opened.
    package var file: String
    /// The line, from 1; 0 when the diagnostic is about the file as a whole.
    package var line: Int
    /// The column in Unicode scalars, from 1; 0 when the diagnostic is about the file as a whole.
    package var column: Int
    /// What is wrong, without the place.
    package var message: String

    /// A diagnostic about the place `line`:`column` of `file`.
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
    /// Orders diagnostics by file and place, so that they are read from top to bottom.
    package static func < (left: SettingsDiagnostic, right: SettingsDiagnostic) -> Bool {
        if left.file != right.file { return left.file < right.file }
        if left.line != right.line { return left.line < right.line }
        if left.column != right.column { return left.column < right.column }
        return left.message < right.message
    }
}
