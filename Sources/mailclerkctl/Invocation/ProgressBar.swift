// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Shows the progress of a command in one line of a terminal; does nothing elsewhere.
struct ProgressBar {
    /// The shortest time between two updates, in microseconds.
    private static let period: Int64 = 100_000
    private static let widestBar = 40

    private let title: String
    private let total: Int64
    private let columns: Int
    private let isShown: Bool
    private var drawnAt: Int64?

    /// Creates a bar up to `total`; with JSON output nothing is shown.
    init(_ title: String, total: Int64?, isJSON: Bool) {
        self.title = title
        self.total = total ?? 0
        columns = Terminal.columns
        isShown = !isJSON && self.total > 0 && Terminal.isTerminal(2)
    }

    /// Shows the progress.
    mutating func move(to place: Int64, messages: Int) {
        guard isShown else { return }
        let now = MonotonicTime.now()
        if let drawnAt, now - drawnAt < Self.period { return }
        drawnAt = now
        let line = Self.line(
            title, place: place, total: total, messages: messages, columns: columns)
        Terminal.write("\r" + line, to: .error)
    }

    /// Clears the line.
    func end() {
        guard drawnAt != nil else { return }
        Terminal.write("\r" + String(repeating: " ", count: max(columns - 1, 0)) + "\r", to: .error)
    }

    /// Returns a line one cell narrower than the terminal: `import  45% [####    ] 120 messages`.
    static func line(
        _ title: String, place: Int64, total: Int64, messages: Int, columns: Int
    ) -> String {
        let width = max(columns - 1, 0)
        let share = total > 0 ? Double(min(max(place, 0), total)) / Double(total) : 0
        let percent = String(Int(share * 100))
        let head = "\(title) \(String(repeating: " ", count: 3 - percent.count))\(percent)%"
        let tail = "\(messages) message\(messages == 1 ? "" : "s")"
        let room = min(width - head.count - tail.count - 4, widestBar)
        var line = head
        if room >= 4 {
            let done = Int(share * Double(room))
            line +=
                " [" + String(repeating: "#", count: done)
                + String(repeating: " ", count: room - done) + "]"
        }
        if line.count + 1 + tail.count <= width { line += " " + tail }
        let rest = String(repeating: " ", count: max(width - line.count, 0))
        return String(line.prefix(width)) + rest
    }
}
