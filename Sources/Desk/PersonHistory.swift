// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// What a viewer may see of one person outside.
package struct PersonHistory: Sendable {
    /// How many of the newest emails are looked through for the person's name.
    static let emailsWithNameAtMost = 50

    /// The address with the newest name that stands beside it.
    package let person: Person
    /// The person's cases, the newest first.
    package let cases: [Store.CaseRow]
    /// The person's leads, likewise.
    package let leads: [Store.LeadRow]
    /// A page of what the person wrote or was sent, likewise.
    package let emails: [Store.EmailRow]
}
