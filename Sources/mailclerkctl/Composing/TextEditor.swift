// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// The person's editor on a text.
struct TextEditor {
    /// What names the text in the name of its file.
    let name: String

    /// The text as the person left it.
    ///
    /// Throws `CommandProblem` where there is no editor, and where it says by its status that nothing
    /// is to be done.
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

    /// Keeps words that could not be sent in a file of the caller's; returns where.
    static func keep(_ text: String, name: String) -> String? {
        guard let path = try? path(name),
            (try? FileSystem.create(path, Array(text.utf8), isSynced: false)) != nil
        else { return nil }
        return path
    }

    /// VISUAL, else EDITOR, else Debian's choice; words apart by blanks, as no shell is run.
    private static var command: [String] {
        for name in ["VISUAL", "EDITOR"] {
            let words = (Environment.value(name) ?? "").split(separator: " ").map(String.init)
            if !words.isEmpty { return words }
        }
        return ["editor"]
    }

    /// A path that nobody can foresee, where temporary files belong.
    private static func path(_ name: String) throws(SystemError) -> String {
        let directory = Environment.value("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        let mark = try Randomness.bytes(6).map { String($0, radix: 36) }.joined()
        return "\(directory)/mailclerk-\(name)-\(mark).txt"
    }
}
