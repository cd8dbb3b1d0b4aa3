// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Runs a pager for output that is longer than the screen.
enum Pager {
    /// Shows bytes in PAGER, or in less(1) if PAGER is not set; returns whether the pager was run.
    ///
    /// Text that fits on the screen needs no pager.
    static func show(_ bytes: [UInt8]) -> Bool {
        guard isLong(bytes, rows: Terminal.rows, columns: Terminal.columns) else { return false }
        guard let command else { return false }
        var environment = [("LESSSECURE", "1")]
        // The only escape sequences in the text are those for bold and dimmed text.
        if Environment.value("LESS") == nil { environment.append(("LESS", "-R")) }
        // The text is UTF-8, whatever the user's locale is.
        if Environment.value("LESSCHARSET") == nil { environment.append(("LESSCHARSET", "utf-8")) }
        switch TerminalProgram.show(bytes, through: command, environment: environment) {
        case .notStarted, .exited(ExitStatus.commandNotFound.rawValue): return false
        case .exited, .killed, .timedOut, .tooMuchOutput: return true
        }
    }

    /// PAGER split at spaces, as no shell is run, or less(1); nil if PAGER is empty or `cat`.
    private static var command: [String]? {
        guard let pager = Environment.value("PAGER") else { return ["less", "-R"] }
        let words = pager.split(separator: " ").map(String.init)
        return words.isEmpty || words == ["cat"] ? nil : words
    }

    /// Returns whether a text needs more lines than the screen has without the line for the prompt.
    static func isLong(_ bytes: [UInt8], rows: Int, columns: Int) -> Bool {
        var taken = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast() {
            let width = Terminal.displayWidth(of: withoutStyle(line))
            taken += max(1, (width + columns - 1) / max(1, columns))
            if taken >= rows { return true }
        }
        return false
    }

    /// Returns a line without the escape sequences for bold and dimmed text, `ESC [ ... m`.
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
