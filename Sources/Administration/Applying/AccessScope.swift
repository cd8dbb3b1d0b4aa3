// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// What `apply --access` takes from the files and what it leaves alone.
enum AccessScope {
    /// Under this name a version keeps the file whose access it applied: its other parts are not
    /// in force, so that it can't stand as `mailclerk.toml`.
    static let fileName = "mailclerk-access.toml"

    /// `current` with the roles, the users and the mailboxes' access of `new`.
    static func merge(_ new: Settings, into current: Settings, notes: inout [String]) -> Settings {
        var merged = current
        merged.roles = new.roles
        merged.users = new.users
        for mailbox in new.mailboxes {
            let name =
                merged.mailboxes.contains { $0.name == mailbox.name }
                ? mailbox.name : mailbox.renamedFrom ?? mailbox.name
            guard let index = merged.mailboxes.firstIndex(where: { $0.name == name }) else {
                notes.append(
                    "the mailbox \"\(mailbox.name)\" is not in force yet; its access comes with"
                        + " the whole file")
                continue
            }
            merged.mailboxes[index].access = mailbox.access
        }
        for mailbox in current.mailboxes
        where !new.mailboxes.contains(where: {
            $0.name == mailbox.name || $0.renamedFrom == mailbox.name
        }) {
            notes.append(
                "the mailbox \"\(mailbox.name)\" is not in the file; its access stays as it is")
        }
        return merged
    }

    /// The files in force, with the one that the access came from beside them.
    static func files(_ new: [SettingsFile], over current: [SettingsFile]) -> [SettingsFile] {
        let main = new.first { $0.path == DirectoryScan.mainFile }
        return current.filter { $0.path != fileName }
            + (main.map { [SettingsFile(path: fileName, contents: $0.contents)] } ?? [])
    }
}
