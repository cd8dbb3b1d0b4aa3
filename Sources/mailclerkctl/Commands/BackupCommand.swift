// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import JSON
import Platform
import Store
import SystemMailbox
import Upkeep
import Views

/// `backup`: a copy of the store.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the store into a new file, while mail comes in.",
        discussion: "The file must not exist yet; it is looked at and synced before this ends.")

    @Argument(help: "The file to make.")
    var file: String

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner, usesFiles: true)
        // The files of the store are opened, and created, with its owner's privileges.
        let source = try session.keepingRights { try Store.copySource(session.location) }
        let found = try StoreBackup.make(of: source, to: file)
        let size = try FileSystem.status(file)?.size ?? 0
        if session.isJSON {
            session.output.json([
                "path": .string(file), "size": .integer(size), "emails": .integer(found.emails),
                "step": .string(found.step),
            ])
        } else {
            session.output.line(
                Terminal.sanitised(
                    "backed up \(found.emails) emails to \(file) (\(ByteCount.text(Int(size))))"))
        }
        session.output.finish()
    }
}
