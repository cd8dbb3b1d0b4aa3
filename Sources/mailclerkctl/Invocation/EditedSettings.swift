// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import Platform
import SystemMailbox

/// Loads settings that are tested before they are applied.
enum EditedSettings {
    /// Loads a settings directory and prints its diagnostics; throws a status if one is an error.
    static func load(_ directory: String, _ session: Session) throws -> Settings {
        let loaded = SettingsDirectory.load(directory, storeOwner: session.storeOwner)
        for diagnostic in loaded.diagnostics {
            Terminal.write(Terminal.sanitised(diagnostic.text) + "\n", to: .error)
        }
        if loaded.hasErrors { throw ExitCode(.settings) }
        return loaded.settings
    }
}
