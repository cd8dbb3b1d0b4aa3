// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Platform
import Store
import SystemMailbox

/// Prepares a process that sudo runs as the store owner for another user; it trusts only `SUDO_UID`
/// and its arguments.
enum AgentEntry {
    /// The variables that are kept: those of the terminal, and the user's ID, which sudo sets.
    private static let kept: Set = [
        "TERM", "COLUMNS", "NO_COLOR", "CLICOLOR_FORCE", "SUDO_UID",
    ]

    /// Removes all variables that the caller may have set, even those that sudo is set up to keep.
    ///
    /// Must run before anything else is read from the environment; has no effect without sudo.
    static func scrubEnvironment() throws {
        let standard = StoreLocation.standard
        guard try standard.owner() != nil, try facts(of: standard).isOnLoan else { return }
        var clean = Environment.all().filter { kept.contains($0.0) }
        clean.append(("PATH", "/usr/bin:/bin"))
        if let account = try Account.current {
            clean += [("HOME", account.home), ("USER", account.name), ("LOGNAME", account.name)]
        }
        let isClean = clean.elementsEqual(Environment.all()) { $0 == $1 }
        if !isClean { OwnProcess.restart(environment: clean) }
    }

    /// Returns the facts about this process that determine its access to a store.
    static func facts(of location: StoreLocation) throws(SystemError) -> Caller.Facts {
        Caller.Facts(
            userID: Account.realUserID, userName: try Account.current?.name,
            storeOwner: try location.owner() ?? Account.effectiveUserID,
            standardStoreOwner: try StoreLocation.standard.owner(),
            sudoUserID: Environment.value("SUDO_UID"))
    }
}
