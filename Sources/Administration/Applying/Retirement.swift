// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// Addresses whose mail shall be refused from now on (`apply --retire`).
struct Retirement {
    /// The addresses, folded and as they were given.
    private var wanted: [(folded: String, written: String)] = []

    /// Checks the addresses: one that a mailbox has is an error.
    init(_ addresses: [String], new: Settings, diagnostics: inout [SettingsDiagnostic]) {
        let used = Retirement.addresses(of: new)
        for address in addresses {
            let folded = AddressPattern.folded(address)
            if used[folded] != nil {
                diagnostics.append(
                    SettingsDiagnostic(
                        severity: .error, file: "--retire \(address)", line: 0, column: 0,
                        message: "a mailbox has this address; take it out of mailclerk.toml first"))
            } else {
                wanted.append((folded, address))
            }
        }
    }

    /// Forgets the addresses.
    func carryOut(in store: Store, at now: Int64, notes: inout [String]) throws {
        for (folded, written) in wanted {
            let isDone = try store.retire(address: folded)
            notes.append(
                isDone
                    ? "\(written) is retired: mail for it is refused (67)"
                    : "\(written) was known to no earlier version; nothing to retire")
        }
    }

    /// All addresses of all mailboxes, by the form that is compared.
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
