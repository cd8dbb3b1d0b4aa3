// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// The data that a mail server's configuration needs: the program, its user and its addresses.
package struct FilterSite: Equatable, Sendable {
    /// The path of the filter.
    package var program: String
    /// The location of the store.
    package var location: StoreLocation
    /// The login name of the store owner: the filter must run as this user.
    package var user: String
    /// The addresses in the order of the mailboxes' names, then those of earlier settings, whose
    /// mail is deferred, not refused.
    package var recipients: [MailRecipient]
    /// Addresses that a mail server's table cannot contain.
    package var leftOut: [String]
    /// The characters that separate an address extension; empty for none.
    package var delimiter: String

    /// Returns whether a path has no characters that are special for a mail server or a shell.
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

    /// Reads the current settings.
    ///
    /// - Throws: `StoreError.noSettings` if no settings have been applied; other `StoreError` or
    ///   `SQLError`.
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

    /// The filter with its options; the default store needs none.
    var command: String {
        location == .standard ? program : "\(program) -s \(location.text)"
    }

    /// The command for a shell, for servers that bounce mail if a program is killed: every status
    /// except 0 and 67 becomes 75.
    var deferringCommand: String { "\(command); case $? in 0|67) exit $?; esac; exit 75" }

    /// Every address in every form, without duplicates.
    var addresses: [String] { Self.once(recipients.flatMap(\.addresses)) }

    /// The domains, without duplicates.
    var domains: [String] { Self.once(recipients.flatMap(\.domains)) }

    /// The local parts, without duplicates and wildcards, for tables without domains.
    var localParts: [String] { Self.once(recipients.compactMap(\.localPart)) }

    /// The domains whose addresses all belong to mailboxes, without duplicates.
    var wholeDomains: [String] {
        Self.once(recipients.filter { $0.localPart == nil }.flatMap(\.domains))
    }

    private static func once(_ texts: [String]) -> [String] {
        var seen: Set<String> = []
        return texts.filter { seen.insert($0).inserted }
    }
}
