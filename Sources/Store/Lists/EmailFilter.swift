// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// Which emails a list shows; what is nil or empty does not narrow it.
    package struct EmailFilter: Equatable, Sendable {
        /// Only what the viewer has not read.
        package var isUnreadOnly = false
        /// Text in the name or address of the author.
        package var from: String?
        /// Text in a name or address of To or Cc.
        package var to: String?
        /// Text in the subject.
        package var subject: String?
        /// What the full-text index is searched for; see ``Store/updateSearchIndex(atMost:)``.
        package var search: SearchQuery?
        /// The address of somebody who wrote it or whom it was written to, looked for there, too.
        package var person: String?
        /// The earliest arrival, in microseconds since 1970, UTC.
        package var since: Int64?
        /// The first moment that is too late, likewise.
        package var until: Int64?

        /// Only what a person marked so; nil: only what nobody marked.
        package var mark: EmailMark?

        /// Every email that nobody marked as spam or trash.
        package init() {}
    }
}
