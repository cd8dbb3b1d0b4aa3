// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Formats text as bold or dimmed for a terminal.
struct TextStyle {
    private let isOn: Bool

    /// The style for standard output: plain, unless it is a capable terminal or CLICOLOR_FORCE is
    /// set.
    static var ofStandardOutput: TextStyle {
        let isPlain =
            Environment.value("NO_COLOR").map { !$0.isEmpty } ?? false
            || Environment.value("TERM") == "dumb"
        let isForced = Environment.value("CLICOLOR_FORCE").map { !["", "0"].contains($0) } ?? false
        return TextStyle(isOn: (Terminal.isTerminal(1) || isForced) && !isPlain)
    }

    /// The style without bold and dimmed text.
    static let plain = TextStyle(isOn: false)

    /// Returns bold text.
    func bold(_ text: String) -> String { wrapped(text, in: "1") }

    /// Returns dimmed text.
    func dimmed(_ text: String) -> String { wrapped(text, in: "2") }

    private func wrapped(_ text: String, in code: String) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }
}
