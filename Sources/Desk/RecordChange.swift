// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The fields of a record that somebody sets; what is nil stays as it is.
package struct RecordChange: Equatable, Sendable {
    /// The new status.
    package var status: String?
    /// The new priority of a case.
    package var priority: String?
    /// For a case, the login name of who works on it now; empty: nobody.
    package var assignTo: String?
    /// The login name of its owner; empty: nobody.
    package var owner: String?
    /// For a case, tags that are added; one with `-` in front is taken away.
    package var tags: [String] = []
    /// Whether it is done though somebody else changed the record since the viewer looked at it.
    package var isForced = false

    /// A change of nothing.
    package init() {}

    /// Whether nothing is set.
    package var isEmpty: Bool {
        status == nil && priority == nil && assignTo == nil && owner == nil && tags.isEmpty
    }
}
