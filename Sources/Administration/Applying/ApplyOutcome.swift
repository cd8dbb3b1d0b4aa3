// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// What an apply found and did.
package struct ApplyOutcome: Sendable {
    /// Errors and warnings about the files; with an error nothing was changed.
    package var diagnostics: [SettingsDiagnostic] = []
    /// What changes, in the form of ``SettingsDifference``; empty when nothing does.
    package var differences: [String] = []
    /// The new version; nil when nothing changed, for a dry run, and with errors.
    package var version: SettingsVersion?
    /// Whether the store was made.
    package var hasMadeStore = false
    /// Whether nothing was to be written, whatever the files say.
    package var isDryRun = false
    /// What else the administrator should know, a sentence each.
    package var notes: [String] = []

    /// Whether an error kept everything as it was.
    package var isRefused: Bool { diagnostics.contains { $0.severity == .error } }

    /// The exit status: 0, or 78 (EX_CONFIG of sysexits) when the settings are wrong.
    package var exitStatus: Int32 { isRefused ? 78 : 0 }

    /// The diagnostics, one line each, for standard error.
    package var findingLines: [String] { diagnostics.map(\.text) }

    /// What happened, one line each, for standard output; empty when the settings are wrong.
    package var lines: [String] {
        guard !isRefused else { return [] }
        var lines = differences
        if let version {
            lines.append("applied as version \(version.number)")
        } else if differences.isEmpty {
            lines.append("nothing changed")
        } else if isDryRun {
            lines.append("dry run: nothing was applied")
        }
        return lines + notes
    }
}
