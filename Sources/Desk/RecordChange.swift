// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The new values for fields of a record; a field whose value is nil is not changed.
package struct RecordChange: Equatable, Sendable {
    /// The new status.
    package var status: String?
    /// The new priority of a case.
    package var priority: String?
    /// The login name of the new assignee of a case; empty for nobody.
    package var assignTo: String?
    /// The login name of the new owner; empty for nobody.
    package var owner: String?
    /// The tags to add to a case; a tag that begins with `-` is removed.
    package var tags: [String] = []
    /// Whether to apply the change even if another user has changed the record since the viewer
    /// last looked at it.
    package var isForced = false

    /// Creates an empty change.
    package init() {}

    /// Whether no field is set.
    package var isEmpty: Bool {
        status == nil && priority == nil && assignTo == nil && owner == nil && tags.isEmpty
    }
}
