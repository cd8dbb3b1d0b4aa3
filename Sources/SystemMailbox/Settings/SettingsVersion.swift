// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An applied version of the settings.
package struct SettingsVersion: Equatable, Sendable {
    /// The part of the settings that was applied.
    package enum Scope: String, Sendable {
        /// All settings.
        case all
        /// Only roles, users and the access lists of mailboxes.
        case access
    }

    /// The version number, counted from 1.
    package var number: Int64
    /// The time at which it was applied, in microseconds since 1970, UTC.
    package var appliedAt: Int64
    /// The login name of the user who applied it.
    package var appliedBy: String
    /// The host on which it was applied.
    package var host: String
    /// The part of the settings that was applied.
    package var scope: Scope
    /// A line that summarises the changes since the previous version.
    package var summary: String

    /// Creates a version.
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
