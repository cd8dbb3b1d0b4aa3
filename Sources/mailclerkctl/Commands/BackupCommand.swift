// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
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
    var file: String?

    @Option("dir", help: "Create a file with a dated name in this directory.")
    var to: String?

    @Option("n", help: "With --to: then remove all but the newest n of these files.")
    var keep: Int?

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        _ = try target()
        guard keep.map({ $0 > 0 && to != nil }) ?? true else {
            throw ValidationError("--keep requires --to, and must be 1 or more")
        }
    }

    private func target() throws -> DatedBackup.Target {
        switch (file, to) {
        case (let file?, nil): .file(file)
        case (nil, let directory?): .series(directory: directory, keep: keep)
        default: throw ValidationError("backup requires a file or --to")
        }
    }

    func run() throws {
        let session = try Session(global, for: .owner, usesFiles: true)
        // The files of the store are opened, and created, with its owner's privileges.
        let source = try session.keepingRights { try Store.copySource(session.location) }
        let made = try DatedBackup.make(
            of: source, at: session.location, to: target(), now: session.clock.now())
        session.report(made.json, made.lines)
    }
}
