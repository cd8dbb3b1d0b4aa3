// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// The data about an external person that a viewer may see.
package struct PersonHistory: Sendable {
    /// The number of emails, the newest first, that are searched for the person's name.
    static let emailsWithNameAtMost = 50

    /// The address, with the latest name that was used with it.
    package let person: Person
    /// The person's cases, the newest first.
    package let cases: [Store.CaseRow]
    /// The person's leads, the newest first.
    package let leads: [Store.LeadRow]
    /// A page of the emails from and to the person, the newest first.
    package let emails: [Store.EmailRow]
}
