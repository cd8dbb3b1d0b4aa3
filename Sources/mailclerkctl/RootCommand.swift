// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Intake
import Platform

/// The root command, which lists all commands for the argument parser.
struct RootCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mailclerkctl",
        abstract: "Set up system mailboxes and work with their mail.",
        discussion: """
            Options that every command takes may precede the command: --store PATH, --as USER, \
            --json and --no-pager.
            Exit status: \(ExitStatus.list(ExitStatus.ofCommands)).
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
                name: "Diagnosis",
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
                name: "Maintenance",
                subcommands: [
                    BackupCommand.self, RestoreCommand.self, MigrateCommand.self, PurgeCommand.self,
                    StatsCommand.self,
                ]),
        ])
}
