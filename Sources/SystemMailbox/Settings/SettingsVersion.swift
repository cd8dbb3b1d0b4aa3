// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One applied version of the settings.
package struct SettingsVersion: Equatable, Sendable {
    /// Counted from 1.
    package var number: Int64
    /// When it was applied, in microseconds since 1970, UTC.
    package var appliedAt: Int64
    /// The login name of who applied it.
    package var appliedBy: String
    /// The host it was applied on.
    package var host: String
    /// What was applied: `all`, or `access` alone.
    package var scope: String
    /// One line that says what changed against the version before.
    package var summary: String

    /// Makes it from its parts.
    package init(
        number: Int64, appliedAt: Int64, appliedBy: String, host: String, scope: String,
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
