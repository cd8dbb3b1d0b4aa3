// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Collects the addresses of all mailboxes, to find conflicts.
struct AddressBook {
    /// An address of a mailbox.
    struct Entry {
        /// The address as written.
        var written: String
        var address: Address
        var mailbox: String
        var position: SourcePosition

        /// The form for comparison.
        var folded: String { AddressPattern.folded(written) }
    }

    private(set) var entries: [Entry] = []

    mutating func add(_ entry: Entry) {
        entries.append(entry)
    }

    /// Returns the mailbox that has exactly this address.
    func mailbox(of address: Address) -> String? {
        let folded = address.folded
        return entries.first { $0.folded == folded }?.mailbox
    }

    /// Reports duplicate addresses, and addresses that equal another one with an address extension.
    func report(delimiter: String, to diagnostics: DiagnosticCollector) {
        var first: [String: Entry] = [:]
        for entry in entries.sorted(by: { $0.position < $1.position }) {
            guard let earlier = first[entry.folded] else {
                first[entry.folded] = entry
                continue
            }
            let mailbox =
                earlier.mailbox == entry.mailbox ? "" : ", in mailbox \"\(earlier.mailbox)\""
            let spelling =
                earlier.written == entry.written ? "" : ", as \"\(earlier.written)\""
            diagnostics.error(
                entry.position,
                "duplicate address \"\(entry.written)\" (first at line \(earlier.position.line),"
                    + " column \(earlier.position.column)\(mailbox)\(spelling))")
        }
        guard !delimiter.isEmpty else { return }
        for entry in first.values where entry.address.localPart != "*" {
            // The first candidate is the address itself, the last one the domain's wildcard.
            let bases = AddressPattern.candidates(for: entry.address, delimiter: delimiter)
            guard let owner = bases.dropFirst().dropLast().lazy.compactMap({ first[$0] }).first
            else { continue }
            let place = "line \(owner.position.line), column \(owner.position.column)"
            if owner.mailbox == entry.mailbox {
                diagnostics.warning(
                    entry.position,
                    "\"\(entry.written)\" is redundant: it is \"\(owner.written)\" at \(place)"
                        + " with an address extension")
            } else {
                diagnostics.error(
                    entry.position,
                    "\"\(entry.written)\" is \"\(owner.written)\" of mailbox \"\(owner.mailbox)\""
                        + " at \(place) with an address extension")
            }
        }
    }
}
