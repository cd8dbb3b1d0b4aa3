// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// Checks whether the settings files were edited without being applied.
enum AppliedCheck {
    static func result(
        loaded: LoadedSettings, directory: String, store: Store
    ) -> CheckResult {
        func result(_ level: CheckResult.Level, _ message: String, _ remedy: String?) -> CheckResult
        {
            CheckResult(level: level, name: "applied", message: message, remedy: remedy)
        }
        if let error = loaded.diagnostics.first(where: { $0.severity == .error }) {
            return result(
                .warning,
                "the settings files differ from the applied ones and have an error: \(error.text)",
                "fix the file, then run mailclerkctl apply")
        }
        do {
            guard
                contents(try store.currentFiles()) == contents(loaded.files)
            else {
                return result(
                    .warning, "the files in \(directory) differ from the applied ones",
                    "check with mailclerkctl apply --dry-run, then run mailclerkctl apply")
            }
            return result(.ok, "the files in \(directory) are applied", nil)
        } catch {
            return result(.error, "\(error)", "see the result of the store check")
        }
    }

    private static func contents(_ files: [SettingsFile]) -> [String: String] {
        Dictionary(files.map { ($0.path, $0.contents) }) { first, _ in first }
    }
}
