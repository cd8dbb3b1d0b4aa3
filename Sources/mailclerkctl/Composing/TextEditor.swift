// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Lets the user edit a text in an editor.
struct TextEditor {
    /// The name of the text, which becomes part of the file name.
    let name: String

    /// Returns the text as the user saved it.
    ///
    /// Throws `CommandProblem` if the editor does not exist or fails, or if the edited text is not
    /// UTF-8.
    func edited(_ text: String) throws -> String {
        let path = try Self.path(name)
        try FileSystem.create(path, Array(text.utf8), isSynced: false)
        defer { _ = try? FileSystem.remove(path) }
        let editor = Self.command
        switch TerminalProgram.run(editor + [path]) {
        case .exited(ExitStatus.done.rawValue): break
        case .notStarted, .exited(ExitStatus.commandNotFound.rawValue):
            throw CommandProblem(
                .usage,
                "no such editor: \"\(editor.joined(separator: " "))\"; set EDITOR, or send the text"
                    + " on standard input")
        case let ending:
            throw CommandProblem(.badInput, "the editor failed: \(ending); nothing was sent")
        }
        guard let edited = String(validating: try FileSystem.read(path), as: UTF8.self) else {
            throw CommandProblem(.badInput, "the edited text is not UTF-8; nothing was sent")
        }
        return edited
    }

    /// Saves unsent text to a new file; returns its path, or nil if that fails.
    static func keep(_ text: String, name: String) -> String? {
        guard let path = try? path(name),
            (try? FileSystem.create(path, Array(text.utf8), isSynced: false)) != nil
        else { return nil }
        return path
    }

    /// The editor: VISUAL or EDITOR split at spaces, as no shell is run, or Debian's `editor`.
    private static var command: [String] {
        for name in ["VISUAL", "EDITOR"] {
            let words = (Environment.value(name) ?? "").split(separator: " ").map(String.init)
            if !words.isEmpty { return words }
        }
        return ["editor"]
    }

    /// Returns an unpredictable path in the directory for temporary files.
    private static func path(_ name: String) throws(SystemError) -> String {
        let directory = Environment.value("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let mark = try Randomness.bytes(6).map { String($0, radix: 36) }.joined()
        return "\(directory)/mailclerk-\(name)-\(mark).txt"
    }
}
