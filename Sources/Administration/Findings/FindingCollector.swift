// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Gathers the findings of one file while it is read.
final class FindingCollector {
    /// The path that the findings carry.
    let file: String
    /// What was found so far, in the order of finding.
    private(set) var findings: [Finding] = []

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
        _ severity: Finding.Severity, _ position: SourcePosition, _ message: String
    ) {
        let finding = Finding(
            severity: severity, file: file, line: position.line, column: position.column,
            message: FindingCollector.oneLine(message))
        // Two rules can meet in one mistake; one line is enough.
        if !findings.contains(finding) { findings.append(finding) }
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
