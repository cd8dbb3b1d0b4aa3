// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Collects the diagnostics of one file while it is read.
final class DiagnosticCollector {
    /// The path in the diagnostics.
    let file: String
    /// The diagnostics so far, in the order in which they were found.
    private(set) var diagnostics: [SettingsDiagnostic] = []

    init(file: String) {
        self.file = file
    }

    func error(_ position: SourcePosition, _ message: String) {
        add(.error, position, message)
    }

    func warning(_ position: SourcePosition, _ message: String) {
        add(.warning, position, message)
    }

    private func add(
        _ severity: SettingsDiagnostic.Severity, _ position: SourcePosition, _ message: String
    ) {
        let diagnostic = SettingsDiagnostic(
            severity: severity, file: file, line: position.line, column: position.column,
            message: DiagnosticCollector.oneLine(message))
        // Two checks may report the same mistake; one line is enough.
        if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }

    /// Returns a message on one line, because text quoted from the file may contain anything.
    static func oneLine(_ message: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in message.unicodeScalars {
            text.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
        }
        return String(text)
    }
}
