// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// All addresses of all mailboxes, to find those that two mailboxes claim.
struct AddressBook {
    /// One address of one mailbox.
    struct Entry {
        /// The address as it was written.
        var written: String
        var address: Address
        var mailbox: String
        var position: SourcePosition

        /// The form that is compared.
        var folded: String { AddressPattern.folded(written) }
    }

    private(set) var entries: [Entry] = []

    mutating func add(_ entry: Entry) {
        entries.append(entry)
    }

    /// The mailbox that has exactly this address.
    func mailbox(of address: Address) -> String? {
        let folded = address.folded
        return entries.first { $0.folded == folded }?.mailbox
    }

    /// Reports addresses that are there twice and those that are extensions of others.
    func report(delimiter: String, to diagnostics: DiagnosticCollector) {
        var first: [String: Entry] = [:]
        for entry in entries.sorted(by: { $0.position < $1.position }) {
            guard let earlier = first[entry.folded] else {
                first[entry.folded] = entry
                continue
            }
            let owner =
                earlier.mailbox == entry.mailbox
                ? "this mailbox" : "the mailbox \"\(earlier.mailbox)\""
            let same = earlier.written == entry.written ? "" : " as \(earlier.written)"
            diagnostics.error(
                entry.position,
                "\(entry.written) belongs to \(owner) already\(same),"
                    + " at line \(earlier.position.line), column \(earlier.position.column)")
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
                    "\(entry.written) is not needed: it is \(owner.written), at \(place),"
                        + " with an extension")
            } else {
                diagnostics.error(
                    entry.position,
                    "\(entry.written) is \(owner.written) of the mailbox \"\(owner.mailbox)\","
                        + " at \(place), with an extension")
            }
        }
    }
}
