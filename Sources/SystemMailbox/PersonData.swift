// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The IDs of all data about one person in a store.
package struct PersonData: Equatable, Sendable {
    /// Emails from or to the person, and all other emails of threads that the person started.
    package var emailIDs: [Int64] = []
    /// Threads that somebody else started and whose first email is erased; the records of these
    /// threads contain its text.
    package var opened: [Int64] = []
    /// Cases whose contact is the person.
    package var cases: [Int64] = []
    /// Leads whose contact is the person, or that have the person's address.
    package var leads: [Int64] = []
    /// The person's contacts, one for each form of the address.
    package var contacts: [Int64] = []
    /// Outbox entries addressed to the person about other emails.
    package var outbox: [Int64] = []
    /// Journal entries that contain the address but concern other emails, or none.
    package var journal: [Int64] = []
    /// Events of other people's records that contain the address.
    package var events: [Int64] = []
    /// Other people's emails whose text contains the address; they are not erased.
    package var mentions: [Int64] = []

    /// Creates an empty list.
    package init() {}

    /// Whether there is nothing to erase.
    package var isEmpty: Bool {
        [emailIDs, cases, leads, contacts, outbox, journal, events].allSatisfy(\.isEmpty)
    }
}
