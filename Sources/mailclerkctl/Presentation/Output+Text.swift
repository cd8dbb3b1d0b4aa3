// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Views

extension Output {
    /// Writes a text of several lines, made safe for a terminal and no wider than it is.
    ///
    /// If standard output is not a terminal and no width is given, lines keep their length.
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

    /// The command that shows all of a text.
    private static func command(for link: Link) -> String {
        guard case .email(let id) = link else { return "mailclerkctl show" }
        return "mailclerkctl show \(id) --full"
    }

    /// A line broken at blanks; the marks of a quote are repeated.
    private static func wrapped(_ line: String, width: Int) -> [String] {
        guard Terminal.displayWidth(of: line) > width else { return [line] }
        let mark = String(line.prefix { $0 == ">" || $0 == " " })
        let rest = max(width - Terminal.displayWidth(of: mark), 20)
        return WrappedText.lines(of: String(line.dropFirst(mark.count)), width: rest).map {
            mark + $0
        }
    }
}
