// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An error of a trial of settings.
package enum TrialError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The name is not that of a mailbox, file or directory.
    case noSuchSource(String)
    /// The directory contains no messages.
    case noMessages(directory: String)
    /// A line of a file is not a line of a golden file.
    case notGolden(path: String, line: Int)
    /// There is no mailbox of this name, or the user may not see it.
    case noSuchMailbox(String)
    /// The user may see no mailbox.
    case noVisibleMailbox
    /// There is no template of this name; the hint is a similar name, or empty.
    case noSuchTemplate(String, hint: String)
    /// The template does not exist in this language.
    case noSuchLanguage(String, template: String, known: [String])
    /// The template cannot be rendered.
    case brokenTemplate(String, reason: String)
    /// The directory for the scratch store exists.
    case scratchExists(directory: String)

    /// The message for the user.
    package var description: String {
        switch self {
        case .noSuchSource(let name): "no such mailbox, file or directory: \"\(name)\""
        case .noMessages(let directory): "no messages found: \(directory)"
        case .notGolden(let path, let line):
            "not a line of test-rules --write-golden: line \(line) of \(path)"
        case .noSuchMailbox(let name): "no such mailbox: \"\(name)\" (or you may not see it)"
        case .noVisibleMailbox: "no mailbox is accessible to you"
        case .noSuchTemplate(let name, let hint): "no such template: \"\(name)\"\(hint)"
        case .noSuchLanguage(let language, let template, let known):
            "template \"\(template)\" does not exist in \"\(language)\"; it exists in "
                + known.joined(separator: ", ")
        case .brokenTemplate(let name, let reason): "cannot render template \"\(name)\": \(reason)"
        case .scratchExists(let directory): "already exists: \(directory); try again"
        }
    }
}
