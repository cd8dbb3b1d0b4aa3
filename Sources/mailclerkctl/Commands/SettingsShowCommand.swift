// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform
import Store
import SystemMailbox

/// `settings show`: prints the files of a version, or writes them out.
struct SettingsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print the files of a version, or write them out.")

    @Argument(help: "The number of the version. The default is the newest version.")
    var number: Int64?

    @Option("dir", help: "Write the files into this directory.")
    var to: String?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner, usesFiles: to != nil)
        if let to { return try write(to: to, session) }
        let (version, files) = try files(session.openStore())
        if session.isJSON {
            session.output.json(SettingsFile.json(of: files, version: version))
        } else {
            for (index, file) in files.enumerated() {
                if files.count > 1 {
                    let title = "==> \(Terminal.sanitised(file.path)) <=="
                    session.output.line((index > 0 ? "\n" : "") + session.output.style.bold(title))
                }
                session.output.bytes(Array(file.contents.utf8))
                if file.contents.utf8.last != 10 { session.output.line() }
            }
        }
        session.output.finish()
    }

    private func files(_ store: Store) throws -> (version: Int64, files: [SettingsFile]) {
        guard let newest = try store.settingsHistory(limit: 1, offset: 0).first?.number else {
            throw StoreError.noSettings
        }
        let version = number ?? newest
        return (version, try SettingsHistory.files(of: version, in: store))
    }

    /// Writes the files with the permissions of the caller, who may be root.
    private func write(to directory: String, _ session: Session) throws {
        let version: Int64
        let files: [SettingsFile]
        if session.changesUser {
            let arguments = ["settings", "show"] + (number.map { [String($0)] } ?? [])
            (version, files) = SettingsFile.parse(
                try JSON(parsing: session.outputOfChild(arguments + ["--json"])))
        } else {
            (version, files) = try self.files(session.openStore())
        }
        try SettingsHistory.write(files, to: directory)
        try SettingsHistory.noteWritten(
            version: version, by: session.author, in: session.openStore())
        session.output.line("wrote \(files.count) files of version \(version) to \(directory)")
        session.output.finish()
    }
}
