// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One applied version of the settings.
package struct SettingsVersion: Equatable, Sendable {
    /// Which part of the settings was applied.
    package enum Scope: String, Sendable {
        /// All settings.
        case all
        /// Only roles, users and the access lists of mailboxes.
        case access
    }

    /// Counted from 1.
    package var number: Int64
    /// When it was applied, in microseconds since 1970, UTC.
    package var appliedAt: Int64
    /// The login name of who applied it.
    package var appliedBy: String
    /// The host it was applied on.
    package var host: String
    /// Which part of the settings was applied.
    package var scope: Scope
    /// One line that says what changed against the version before.
    package var summary: String

    /// Makes it from its parts.
    package init(
        number: Int64, appliedAt: Int64, appliedBy: String, host: String, scope: Scope,
        summary: String
    ) {
        self.number = number
        self.appliedAt = appliedAt
        self.appliedBy = appliedBy
        self.host = host
        self.scope = scope
        self.summary = summary
    }
}
