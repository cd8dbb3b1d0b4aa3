// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// Retires addresses, whose mail is refused from now on (`apply --retire`).
struct Retirement {
    /// The addresses, folded and as written.
    private var wanted: [(folded: String, written: String)] = []

    /// Checks the addresses; an address that a mailbox has is an error.
    init(_ addresses: [String], new: Settings, diagnostics: inout [SettingsDiagnostic]) {
        let used = Retirement.addresses(of: new)
        for address in addresses {
            let folded = AddressPattern.folded(address)
            if used[folded] != nil {
                diagnostics.append(
                    SettingsDiagnostic(
                        severity: .error, file: "--retire \(address)", line: 0, column: 0,
                        message: "a mailbox still has this address; remove it from mailclerk.toml"
                            + " first"))
            } else {
                wanted.append((folded, address))
            }
        }
    }

    /// Retires the addresses.
    func carryOut(in store: Store, at now: Int64, notes: inout [String]) throws {
        for (folded, written) in wanted {
            let isDone = try store.retire(address: folded)
            notes.append(
                isDone
                    ? "retired \(written): its mail is refused (67)"
                    : "\(written) is not an address of an earlier version; nothing to retire")
        }
    }

    /// Returns all addresses of all mailboxes, with their folded forms as keys.
    static func addresses(of settings: Settings) -> [String: String] {
        var addresses: [String: String] = [:]
        for mailbox in settings.mailboxes {
            for address in [mailbox.address] + mailbox.aliases {
                addresses[AddressPattern.folded(address)] = address
            }
        }
        return addresses
    }
}
