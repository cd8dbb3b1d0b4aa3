// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform

/// The answer of a command on standard output, and remarks on standard error.
final class Output {
    /// What becomes of a command when nobody reads its answer any more, as in `... | head`.
    enum Ending {
        /// It ends, quietly and well: the answer is all that it was run for.
        case exits
        /// It goes on with its work and says no more.
        case continues
    }

    private static let bufferSizeInBytes = 65_536

    /// Whether standard output is for programs.
    let isJSON: Bool
    /// How text is set off.
    let style: TextStyle
    private let ending: Ending
    /// Whether what is longer than the screen is shown by a pager.
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

    /// Writes a sentence: on a terminal over several lines, where it is long.
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

    /// Writes bytes as they are.
    func bytes(_ bytes: [UInt8]) {
        guard !isLeft else { return }
        buffer += bytes
        if !isPaged, buffer.count >= Self.bufferSizeInBytes { finish() }
    }

    /// Writes what is still held back.
    ///
    /// A disk that is full, and the like, ends the program with the status for that.
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

    /// Writes a remark for people to standard error.
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
