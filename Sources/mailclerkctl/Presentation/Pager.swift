// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Shows what is longer than the screen a piece at a time.
enum Pager {
    /// Shows bytes through PAGER, else less(1) if there is one; returns whether that was possible.
    ///
    /// A text that fits on the screen needs none.
    static func show(_ bytes: [UInt8]) -> Bool {
        guard isLong(bytes, rows: Terminal.rows, columns: Terminal.columns) else { return false }
        guard let command else { return false }
        var environment = [("LESSSECURE", "1")]
        // Our bold and dimmed words are the only escape sequences in it.
        if Environment.value("LESS") == nil { environment.append(("LESS", "-R")) }
        // It is UTF-8, whatever the user's locale.
        if Environment.value("LESSCHARSET") == nil { environment.append(("LESSCHARSET", "utf-8")) }
        switch TerminalProgram.show(bytes, through: command, environment: environment) {
        case .notStarted, .exited(ExitStatus.commandNotFound.rawValue): return false
        case .exited, .killed, .timedOut, .tooMuchOutput: return true
        }
    }

    /// PAGER's words, apart by blanks, as no shell is run; nil where it asks for none.
    private static var command: [String]? {
        guard let pager = Environment.value("PAGER") else { return ["less", "-R"] }
        let words = pager.split(separator: " ").map(String.init)
        return words.isEmpty || words == ["cat"] ? nil : words
    }

    /// Whether a text takes more lines than a screen has, the one for the prompt left out.
    static func isLong(_ bytes: [UInt8], rows: Int, columns: Int) -> Bool {
        var taken = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
            let width = Terminal.displayWidth(of: withoutStyle(line))
            taken += max(1, (width + columns - 1) / max(1, columns))
            if taken >= rows { return true }
        }
        return false
    }

    /// A line without the sequences that set text off, `ESC [ ... m`.
    private static func withoutStyle(_ line: ArraySlice<UInt8>) -> String {
        var kept: [UInt8] = []
        var rest = line
        while let first = rest.first {
            if first == 0x1B, let end = rest.firstIndex(of: UInt8(ascii: "m")) {
                rest = rest[(end + 1)...]
            } else {
                kept.append(first)
                rest.removeFirst()
            }
        }
        return String(decoding: kept, as: UTF8.self)
    }
}
