// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform

/// Writes the results of a command to standard output, and its messages to standard error.
final class Output {
    /// The behaviour of a command after the reader of its output has closed it, as in `... | head`.
    enum Ending {
        /// Exits with status 0: the command was run only for its output.
        case exits
        /// Continues without writing further output.
        case continues
    }

    private static let bufferSizeInBytes = 65_536

    /// Whether results are written as JSON.
    let isJSON: Bool
    /// The style for bold and dimmed text.
    let style: TextStyle
    private let ending: Ending
    /// Whether a pager shows output that is longer than the screen.
    private let isPaged: Bool
    private var isLeft = false
    private var buffer: [UInt8] = []

    init(isJSON: Bool, whenLeft ending: Ending = .exits, isPaged: Bool = false) {
        self.isJSON = isJSON
        self.ending = ending
        self.isPaged = isPaged
        style = .ofStandardOutput
    }

    /// Writes a line.
    func line(_ text: String = "") {
        bytes(Array((text + "\n").utf8))
    }

    /// Writes a sentence, wrapped if it is wider than the terminal.
    func sentence(_ text: String) {
        let indent = "    "
        let text = Terminal.sanitised(text)
        guard let width = WrappedText.width, Terminal.displayWidth(of: text) > width else {
            return line(text)
        }
        let lines = WrappedText.lines(of: text, width: max(width - indent.utf8.count, 20))
        for (index, part) in lines.enumerated() { line(index == 0 ? part : indent + part) }
    }

    /// Writes a JSON value in one line.
    func json(_ value: JSON) {
        line(value.text)
    }

    /// Writes bytes unchanged.
    func bytes(_ bytes: [UInt8]) {
        guard !isLeft else { return }
        buffer += bytes
        if !isPaged, buffer.count >= Self.bufferSizeInBytes { finish() }
    }

    /// Writes the buffered output, in a pager if it is long.
    ///
    /// Exits the program with status 75 if writing fails, for example because the disk is full.
    func finish() {
        guard !buffer.isEmpty else { return }
        let bytes = buffer
        buffer.removeAll(keepingCapacity: true)
        if isPaged, Pager.show(bytes) { return }
        switch Terminal.deliver(bytes) {
        case .written: break
        case .left:
            isLeft = true
            if ending == .exits { FilterProcess.exit(ExitStatus.done.rawValue) }
        case .failed(let code):
            printError("standard output cannot be written: \(SystemError.text(of: code))")
            FilterProcess.exit(ExitStatus.temporary.rawValue)
        }
    }

    /// Writes a message for the user to standard error.
    func note(_ text: String) {
        if !isPaged { finish() }
        printError(text)
    }

    /// Writes a warning to standard error.
    func warn(_ text: String) { note("warning: " + text) }

    private func printError(_ text: String) {
        Terminal.write("mailclerkctl: \(Terminal.sanitised(text))\n", to: .error)
    }
}
