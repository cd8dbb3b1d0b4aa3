// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Views

extension Output {
    /// Writes text of several lines, sanitised and wrapped to the width of the terminal.
    ///
    /// If standard output is not a terminal and COLUMNS is not set, lines are not wrapped.
    func write(_ text: TextView) {
        guard let whole = text.whole else { return lines(text.text) }
        var open = ""
        func close() {
            if open.utf8.last == 10 { open.removeLast() }
            if !open.isEmpty { lines(open) }
            open = ""
        }
        for part in text.parts {
            guard let count = part.foldedLines else {
                open += part.spans.text
                continue
            }
            close()
            line(style.dimmed("[\(count) quoted lines: \(Self.command(for: whole))]"))
        }
        close()
    }

    private func lines(_ text: String) {
        let text = Terminal.sanitised(text, keepsLines: true)
        guard let width = WrappedText.width else { return line(text) }
        for part in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            for piece in Self.wrapped(String(part), width: width) { line(piece) }
        }
    }

    /// Returns the command that shows the complete text.
    private static func command(for link: Link) -> String {
        guard case .email(let id) = link else { return "mailclerkctl show" }
        return "mailclerkctl show \(id) --full"
    }

    /// Wraps a line at spaces and repeats the `>` of a quote in each line.
    private static func wrapped(_ line: String, width: Int) -> [String] {
        guard Terminal.displayWidth(of: line) > width else { return [line] }
        let mark = String(line.prefix { $0 == ">" || $0 == " " })
        let rest = max(width - Terminal.displayWidth(of: mark), 20)
        return WrappedText.lines(of: String(line.dropFirst(mark.count)), width: rest).map {
            mark + $0
        }
    }
}

/// Wraps text at spaces.
enum WrappedText {
    /// The maximum width of a line, in cells.
    ///
    /// Nil if standard output is not a terminal and COLUMNS is not set; lines are then not wrapped,
    /// so that grep finds complete lines.
    static var width: Int? {
        let isWidthGiven = Environment.value("COLUMNS").map { !$0.isEmpty } ?? false
        return Terminal.isTerminal(1) || isWidthGiven ? Terminal.columns : nil
    }

    /// Returns the lines of a text, each at most `width` cells wide unless a word is wider.
    static func lines(of text: String, width: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            let cells = Terminal.displayWidth(of: String(word))
            if used > 0, used + 1 + cells > width {
                lines.append(line)
                line = String(word)
                used = cells
            } else {
                if !lines.isEmpty || !line.isEmpty || used > 0 { line += " " }
                line += word
                used = Terminal.displayWidth(of: line)
            }
        }
        return lines + [line]
    }
}
