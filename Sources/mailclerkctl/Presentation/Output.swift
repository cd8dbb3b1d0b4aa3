// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform

/// The answer of a command on standard output, and remarks on standard error.
final class Output {
    private static let bufferSizeInBytes = 65_536

    /// Whether standard output is for programs.
    let isJSON: Bool
    /// How text is set off.
    let style: TextStyle
    private var buffer: [UInt8] = []

    init(isJSON: Bool) {
        self.isJSON = isJSON
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
        buffer += bytes
        if buffer.count >= Self.bufferSizeInBytes { finish() }
    }

    /// Writes what is still held back.
    ///
    /// Nobody may read any more, as in `mailclerkctl emails | head`: then the program ends, quietly,
    /// but not as if all had been written.
    func finish() {
        guard !buffer.isEmpty else { return }
        let isWritten = Terminal.write(buffer)
        buffer.removeAll(keepingCapacity: true)
        if !isWritten { FilterProcess.exit(ExitStatus.temporary.rawValue) }
    }

    /// Writes a remark for people to standard error.
    func note(_ text: String) {
        finish()
        let line = Terminal.sanitised(text)
        Terminal.write("mailclerkctl: \(line)\n", to: .error)
    }
}
