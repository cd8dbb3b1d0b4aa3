// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform
import Store
import SystemMailbox

/// `settings show`: prints the files of a version.
struct SettingsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print the files of a version, or write them to a directory."
    )

    @Argument(help: "The number of the version. The default is the newest.")
    var number: Int64?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Write the files to this directory.", valueName: "dir"))
    var to: String?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner, usesFiles: to != nil)
        if let to { return try write(to: to, session) }
        let (version, files) = try files(session.openStore())
        if session.isJSON {
            session.output.json(Self.json(version: version, files: files))
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

    /// Writes the files with the permissions of the caller.
    private func write(to directory: String, _ session: Session) throws {
        let version: Int64
        let files: [SettingsFile]
        if session.changesUser {
            let arguments = ["settings", "show"] + (number.map { [String($0)] } ?? [])
            let answer = try JSON(
                parsing: session.outputOfChild(arguments + ["--json"]))
            version = answer["number"]?.integer ?? 0
            files = (answer["files"]?.array ?? []).compactMap { file in
                guard let path = file["path"]?.string, let contents = file["contents"]?.string
                else { return nil }
                return SettingsFile(path: path, contents: contents)
            }
        } else {
            (version, files) = try self.files(session.openStore())
        }
        try SettingsHistory.write(files, to: directory)
        try SettingsHistory.noteWritten(
            version: version, by: session.author, in: session.openStore())
        session.output.line("wrote \(files.count) files of version \(version) to \(directory)")
        session.output.finish()
    }

    private static func json(version: Int64, files: [SettingsFile]) -> JSON {
        [
            "number": .integer(version),
            "files": .array(
                files.map { ["path": .string($0.path), "contents": .string($0.contents)] }),
        ]
    }
}
