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
}
