// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Gathers the diagnostics of one file while it is read.
final class DiagnosticCollector {
    /// The path that the diagnostics carry.
    let file: String
    /// What was found so far, in the order of diagnostic.
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
        // Two rules can meet in one mistake; one line is enough.
        if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
    }

    /// The message on one line: what it quotes from the file may hold anything.
    static func oneLine(_ message: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in message.unicodeScalars {
            text.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
        }
        return String(text)
    }
}
