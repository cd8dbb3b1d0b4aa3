// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Text broken into lines at blanks, for people to read.
enum WrappedText {
    /// How wide lines may be; nil: as wide as they are, for standard output is no terminal and
    /// nobody asked for a width, so that lines can be searched.
    static var width: Int? {
        let isWidthGiven = Environment.value("COLUMNS").map { !$0.isEmpty } ?? false
        return Terminal.isTerminal(1) || isWidthGiven ? Terminal.columns : nil
    }

    /// The lines of a text, each at most so many cells wide unless a word is wider.
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
