// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Platform
import Store
import SystemMailbox

/// The inside of sudo's entry for agents: a process that has the rights of the store's owner and
/// serves somebody else.
enum AgentEntry {
    /// What agents may have set: how their terminal wants text, and who they are, which sudo says.
    private static let kept: Set = [
        "TERM", "COLUMNS", "NO_COLOR", "CLICOLOR_FORCE", "SUDO_UID",
    ]

    /// Takes from such a process all that its caller may have had a hand in, whatever sudo was told
    /// to keep; to be called before anything else is read from the environment.
    ///
    /// Other processes keep what they have.
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

    /// What is known of this process where it is to use that store.
    static func facts(of location: StoreLocation) throws(SystemError) -> Caller.Facts {
        Caller.Facts(
            userID: Account.realUserID, userName: try Account.current?.name,
            storeOwner: try location.owner() ?? Account.effectiveUserID,
            standardStoreOwner: try StoreLocation.standard.owner(),
            sudoUserID: Environment.value("SUDO_UID"))
    }
}
