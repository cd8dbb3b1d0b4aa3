// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What a store has of one person, by keys.
package struct PersonData: Equatable, Sendable {
    /// Emails that the person wrote or that were written to the person, and all others of threads that
    /// the person started.
    package var emailIDs: [Int64] = []
    /// Threads of others whose first email is among them: a record of theirs was made of its text.
    package var opened: [Int64] = []
    /// Cases whose contact the person is.
    package var cases: [Int64] = []
    /// Leads, likewise.
    package var leads: [Int64] = []
    /// The keys of the person as a contact: one for each form of the address.
    package var contacts: [Int64] = []
    /// Messages of the outbox that are for the person, though about somebody else's mail.
    package var outbox: [Int64] = []
    /// Entries of the journal that name the person, though about other mail or none.
    package var journal: [Int64] = []
    /// Events of others' records that name the person.
    package var events: [Int64] = []
    /// Emails of others whose text has the address; they stay.
    package var mentions: [Int64] = []

    /// Nothing of anybody.
    package init() {}

    /// Whether there is nothing to erase.
    package var isEmpty: Bool {
        [emailIDs, cases, leads, contacts, outbox, journal, events].allSatisfy(\.isEmpty)
    }
}
