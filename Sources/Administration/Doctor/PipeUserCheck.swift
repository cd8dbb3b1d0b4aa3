// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// A mail server that runs the filter as another user than the one who owns the store.
enum PipeUserCheck {
    /// Looks at one place.
    ///
    /// - Parameters:
    ///   - user: The user there; nil where none is named.
    ///   - place: The place, for people.
    ///   - owner: The store's owner.
    /// - Returns: Nothing where both are the same.
    static func results(user: String?, place: String, owner: Account) -> [CheckResult] {
        guard user != owner.name else { return [] }
        return [
            CheckResult(
                level: .error, name: "pipe-user",
                message: "\(place) runs as \(user ?? "nobody named"), but the store is"
                    + " \(owner.name)'s",
                // Mail servers run nothing as root.
                remedy: owner.uid == 0
                    ? "chown the store, its -wal and its directory to \(user ?? "mailclerk")"
                    : "set the user to \(owner.name)")
        ]
    }
}
