// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Intake

/// The program as the parser of the command line sees it: a list of commands.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mailclerkctl",
        abstract: "Set up system mailboxes and work with their mail.",
        discussion: """
            --store PATH, --as USER, --json and --no-pager may stand before or after a command's \
            name.
            Exit status: 0 done, 64 wrong usage, 65 bad input, 66 no such file, 67 no such mailbox, \
            email, case or lead, 75 try again, 77 not allowed, 78 settings wrong.
            """,
        version: "mailclerkctl \(Version.text)",
        groupedSubcommands: [
            CommandGroup(
                name: "Setting up",
                subcommands: [
                    InitCommand.self, ApplyCommand.self, MTAConfigCommand.self, CheckCommand.self,
                    DoctorCommand.self, SettingsCommand.self,
                ]),
            CommandGroup(
                name: "Mail",
                subcommands: [
                    MailboxesCommand.self, EmailsCommand.self, SearchCommand.self,
                    ContactCommand.self, ShowCommand.self,
                    AttachmentCommand.self, ThreadCommand.self, MarkCommand.self,
                    ReplyCommand.self, ForwardCommand.self,
                ]),
            CommandGroup(
                name: "Records",
                subcommands: [
                    CasesCommand.self, CaseCommand.self, LeadsCommand.self, LeadCommand.self,
                    ConvertCommand.self, MergeCommand.self, SplitCommand.self, MoveCommand.self,
                    UndoCommand.self,
                ]),
            CommandGroup(
                name: "Explanation",
                subcommands: [
                    ExplainCommand.self, TestRulesCommand.self, TemplateCommand.self,
                    JournalCommand.self, ParseCommand.self,
                ]),
            CommandGroup(
                name: "Operation",
                subcommands: [
                    FlushCommand.self, OutboxCommand.self, ReplayCommand.self,
                    ImportCommand.self, ExportCommand.self, KeysCommand.self, RecoverCommand.self,
                ]),
            CommandGroup(
                name: "Upkeep",
                subcommands: [
                    BackupCommand.self, RestoreCommand.self, MigrateCommand.self, PurgeCommand.self,
                    StatsCommand.self,
                ]),
        ])

    /// Whether there is a command of this name.
    static func has(command name: String) -> Bool {
        let groups = configuration.groupedSubcommands.flatMap(\.subcommands)
        return name == "help" || groups.contains { $0.configuration.commandName == name }
    }
}
