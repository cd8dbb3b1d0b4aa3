// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import JSON
import Platform
import Store
import Upkeep
import Views

/// `backup`: copies the store.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy the store into a new file; deliveries continue.",
        discussion:
            "The file must not exist. The copy is verified and synced before the command exits.")

    @Argument(help: "The file to create.")
    var file: String

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner, usesFiles: true)
        // The files of the store are opened, and created, with its owner's privileges.
        let source = try session.keepingRights { try Store.copySource(session.location) }
        let found = try StoreBackup.make(of: source, to: file)
        let size = try FileSystem.status(file)?.size ?? 0
        session.report(
            [
                "path": .string(file), "size": .integer(size), "emails": .integer(found.emails),
                "step": .string(found.step),
            ], ["backed up \(found.emails) emails to \(file) (\(ByteCount.text(Int(size))))"])
    }
}
