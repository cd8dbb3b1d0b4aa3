// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A command that takes no input and prints only text that is safe for a terminal.
///
/// If the store owner's process runs it for a user of sudo, the user's process may show its
/// output in a pager.
protocol ReadingCommand {
    /// Whether the command does so with the options that were given.
    var onlyShows: Bool { get }
}

extension ReadingCommand {
    var onlyShows: Bool { true }
}

extension CasesCommand: ReadingCommand {}
extension ContactShowCommand: ReadingCommand {}
extension EmailsCommand: ReadingCommand {}
extension JournalCommand: ReadingCommand {}
extension LeadsCommand: ReadingCommand {}
extension MailboxesCommand: ReadingCommand {}
extension SearchCommand: ReadingCommand {}
extension ThreadCommand: ReadingCommand {}

extension CaseCommand: ReadingCommand {
    var onlyShows: Bool { verb == nil }
}

extension LeadCommand: ReadingCommand {
    var onlyShows: Bool { verb == nil }
}

extension ShowCommand: ReadingCommand {
    /// False for raw messages and HTML, which may be printed unchanged.
    var onlyShows: Bool { part != .raw && part != .html }
}
