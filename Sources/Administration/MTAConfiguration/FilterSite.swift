// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// What a mail server has to be told: the program, its user, and the addresses that it gets.
package struct FilterSite: Equatable, Sendable {
    /// The path of the filter.
    package var program: String
    /// Where the store is.
    package var location: StoreLocation
    /// The login name that owns the store: the filter must run as this user.
    package var user: String
    /// The addresses in the order of the mailboxes' names, then those of earlier settings, whose mail
    /// is deferred, not refused.
    package var recipients: [MailRecipient]
    /// Addresses that cannot stand in a mail server's table.
    package var leftOut: [String]
    /// What separates a local part from its extension; empty: nothing does.
    package var delimiter: String

    /// What can stand in a path: nothing that a mail server or a shell takes for something else.
    package static func isPlainPath(_ path: String) -> Bool {
        path.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                true
            default: "/._-+".utf8.contains(byte)
            }
        }
    }

    /// The site of the settings in force.
    ///
    /// Throws `StoreError.noSettings` where nothing was ever applied.
    package init(
        store: Store, at location: StoreLocation, program: String, user: String
    ) throws {
        let site = try store.globalSettings()
        var written: [String] = []
        for mailbox in try store.mailboxes(isArchived: false) {
            written += [mailbox.address] + (try store.aliases(of: mailbox.id))
        }
        written += try store.formerAddresses()
        self.program = program
        self.location = location
        self.user = user
        delimiter = site.recipientDelimiter
        recipients = written.compactMap { MailRecipient($0) }
        leftOut = written.filter { MailRecipient($0) == nil }
    }

    /// The filter and its options; the usual store needs none.
    var command: String {
        location == .standard ? program : "\(program) -s \(location.text)"
    }

    /// The command for a shell, where the server would bounce mail when a program is killed: every
    /// status but 0 and 67 becomes 75.
    var deferringCommand: String { "\(command); case $? in 0|67) exit $?; esac; exit 75" }

    /// Every address in every form, once.
    var addresses: [String] { Self.once(recipients.flatMap(\.addresses)) }

    /// The domains, once.
    var domains: [String] { Self.once(recipients.flatMap(\.domains)) }

    /// The local parts, once, for tables that know no domains; without wildcards.
    var localParts: [String] { Self.once(recipients.compactMap(\.localPart)) }

    /// The domains of which every address is a mailbox's, once.
    var wholeDomains: [String] {
        Self.once(recipients.filter { $0.localPart == nil }.flatMap(\.domains))
    }

    private static func once(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
