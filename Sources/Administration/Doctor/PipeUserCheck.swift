// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Checks whether a mail server runs the filter as the store owner.
enum PipeUserCheck {
    /// Checks one configuration.
    ///
    /// - Parameters:
    ///   - user: The configured user; nil if there is none.
    ///   - place: The human-readable place of the configuration.
    ///   - owner: The store owner.
    /// - Returns: An error if the users differ; otherwise empty.
    static func results(user: String?, place: String, owner: Account) -> [CheckResult] {
        guard user != owner.name else { return [] }
        return [
            CheckResult(
                level: .error, name: "pipe-user",
                message: "\(place) runs as \(user ?? "an unspecified user"), but the store belongs"
                    + " to \(owner.name)",
                // Mail servers do not run programs as root.
                remedy: owner.uid == 0
                    ? "chown the store, its -wal and its directory to \(user ?? "mailclerk")"
                    : "set the user to \(owner.name)")
        ]
    }
}
