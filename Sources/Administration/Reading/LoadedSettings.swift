// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// What a settings directory holds, and what is wrong with it.
package struct LoadedSettings: Sendable {
    /// The settings; not to be used when there are errors.
    package var settings: Settings
    /// The files they were read from.
    package var files: [SettingsFile]
    /// Errors and warnings in the order of files and lines; a syntax error comes alone.
    package var diagnostics: [SettingsDiagnostic]

    /// Whether something keeps the settings from being applied.
    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
