// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// The result of an apply.
package struct ApplyOutcome: Sendable {
    /// Errors and warnings about the files; if there is an error, nothing was changed.
    package var diagnostics: [SettingsDiagnostic] = []
    /// The changes, as lines of ``SettingsDifference``; empty if there are none.
    package var differences: [String] = []
    /// The new version; nil for a dry run, after errors, or if nothing changed.
    package var version: SettingsVersion?
    /// Whether the store was created.
    package var hasMadeStore = false
    /// Whether the apply was a dry run.
    package var isDryRun = false
    /// Further remarks for the administrator, one sentence each.
    package var notes: [String] = []

    /// Whether an error prevented all changes.
    package var isRefused: Bool { diagnostics.contains { $0.severity == .error } }

    /// The exit status: `settings` if the settings are wrong, otherwise `done`.
    package var exitStatus: ExitStatus { isRefused ? .settings : .done }

    /// The diagnostics for standard error, one line each.
    package var findingLines: [String] { diagnostics.map(\.text) }

    /// The results for standard output, one line each; empty if the settings are invalid.
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
