// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// Settings files that were edited and not applied.
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
                .warning, "the files are not as they were applied, and wrong: \(error.text)",
                "edit the file, then mailclerkctl apply")
        }
        do {
            guard
                contents(try store.currentFiles()) == contents(loaded.files)
            else {
                return result(
                    .warning, "the files in \(directory) are not as they were applied",
                    "see mailclerkctl apply --dry-run, then mailclerkctl apply")
            }
            return result(.ok, "the files in \(directory) are in force", nil)
        } catch {
            return result(.error, "\(error)", "see the store's own result")
        }
    }

    private static func contents(_ files: [SettingsFile]) -> [String: String] {
        Dictionary(files.map { ($0.path, $0.contents) }) { first, _ in first }
    }
}
