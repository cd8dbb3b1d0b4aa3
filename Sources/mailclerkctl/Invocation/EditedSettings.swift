// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import Platform
import SystemMailbox

/// Settings that are tried before they are applied.
enum EditedSettings {
    /// Reads a settings directory; diagnostics go to standard error, and an error among them ends the
    /// command with the status of wrong settings.
    static func load(_ directory: String, _ session: Session) throws -> Settings {
        let loaded = SettingsDirectory.load(directory, storeOwner: session.storeOwner)
        for diagnostic in loaded.diagnostics {
            Terminal.write(Terminal.sanitised(diagnostic.text) + "\n", to: .error)
        }
        if loaded.hasErrors { throw ExitCode(ExitStatus.settings.rawValue) }
        return loaded.settings
    }
}
