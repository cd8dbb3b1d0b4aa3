// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform

/// A text from outside as people read it: harmless to terminals, no wider than theirs, and long quotes
/// folded, unless it has no other words.
///
/// Where standard output is no terminal, and nobody asked for a width, lines stay as long as they are.
struct ReadingText {
    /// Quotes of so many lines are shown.
    private static let quotedLinesAtMost = 3

    private let text: String
    /// The command that shows all of it; nil: nothing is folded.
    private let command: String?

    /// The text `text`, of which `command` shows what is folded.
    init(_ text: String, allOf command: String? = nil) {
        self.text = text
        self.command = command
    }

    /// Writes it.
    func write(to output: Output) {
        let width = WrappedText.width
        for piece in pieces {
            switch piece {
            case .text(let text):
                guard let width else {
                    output.line(text)
                    continue
                }
                for line in text.split(
                    omittingEmptySubsequences: false, whereSeparator: \.isNewline)
                {
                    for part in Self.wrapped(String(line), width: width) { output.line(part) }
                }
            case .folded(let count, let command):
                output.line(output.style.dimmed("[\(count) quoted lines: \(command)]"))
            }
        }
    }

    private enum Piece {
        case text(String)
        case folded(lines: Int, command: String)
    }

    private var pieces: [Piece] {
        let text = Terminal.sanitised(text, keepsLines: true)
        let bytes = Array(text.utf8)
        let spans = TextSpan.spans(of: text)
        let isAnswer = spans.contains { span in
            span.kind == .new && bytes[span.range].contains { $0 > 0x20 }
        }
        guard let command, isAnswer else { return [.text(text)] }
        var pieces: [Piece] = []
        var open: [UInt8] = []
        func close() {
            if open.last == 10 { open.removeLast() }
            if !open.isEmpty { pieces.append(.text(String(decoding: open, as: UTF8.self))) }
            open = []
        }
        for span in spans {
            let lines = bytes[span.range].split(separator: 10, omittingEmptySubsequences: true)
            guard span.kind == .quote, lines.count > Self.quotedLinesAtMost else {
                open += bytes[span.range]
                continue
            }
            close()
            pieces.append(.folded(lines: lines.count, command: command))
        }
        close()
        return pieces
    }

    /// A line broken at blanks; what goes on a quote is quoted, too.
    private static func wrapped(_ line: String, width: Int) -> [String] {
        guard Terminal.displayWidth(of: line) > width else { return [line] }
        let mark = String(line.prefix { $0 == ">" || $0 == " " })
        let room = max(width - Terminal.displayWidth(of: mark), 20)
        return WrappedText.lines(of: String(line.dropFirst(mark.count)), width: room).map {
            mark + $0
        }
    }
}
