// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// Restricts `apply --access` to roles, users and access.
enum AccessScope {
    /// The name under which a version keeps the file whose access was applied.
    ///
    /// Only the access of this file is applied, so it cannot be stored as `mailclerk.toml`.
    static let fileName = "mailclerk-access.toml"

    /// Returns `current` with the roles, the users and the mailboxes' access of `new`.
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
                    "mailbox \"\(mailbox.name)\" has not been applied yet; its access is applied"
                        + " with the complete file")
                continue
            }
            merged.mailboxes[index].access = mailbox.access
        }
        for mailbox in current.mailboxes
        where !new.mailboxes.contains(where: {
            $0.name == mailbox.name || $0.renamedFrom == mailbox.name
        }) {
            notes.append(
                "mailbox \"\(mailbox.name)\" is not in the file; its access is unchanged")
        }
        return merged
    }

    /// Returns the current files, together with the file that the access came from.
    static func files(_ new: [SettingsFile], over current: [SettingsFile]) -> [SettingsFile] {
        let main = new.first { $0.path == DirectoryScan.mainFile }
        return current.filter { $0.path != fileName }
            + (main.map { [SettingsFile(path: fileName, contents: $0.contents)] } ?? [])
    }
}
