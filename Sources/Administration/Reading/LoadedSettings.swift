// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// The content of a settings directory, with its diagnostics.
package struct LoadedSettings: Sendable {
    /// The settings; not usable if there are errors.
    package var settings: Settings
    /// The files from which the settings were read.
    package var files: [SettingsFile]
    /// Errors and warnings in the order of files and lines; a syntax error is the only diagnostic.
    package var diagnostics: [SettingsDiagnostic]

    /// Whether an error prevents applying the settings.
    package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
