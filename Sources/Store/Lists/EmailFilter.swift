// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// The filter of a list of emails; nil or empty does not restrict the list.
    package struct EmailFilter: Equatable, Sendable {
        /// Only emails that the viewer has not read.
        package var isUnreadOnly = false
        /// Text in the name or address of the author.
        package var from: String?
        /// Text in a name or address of To or Cc.
        package var to: String?
        /// Text in the subject.
        package var subject: String?
        /// The full-text search; the index must be up to date, see
        /// ``Store/updateSearchIndex(atMost:)``.
        package var search: SearchQuery?
        /// The address of an author or recipient, found through the full-text index as well.
        package var person: String?
        /// The earliest time of arrival, in microseconds since 1970, UTC.
        package var since: Int64?
        /// The time before which emails arrived, in microseconds since 1970, UTC.
        package var until: Int64?

        /// Only emails that a user marked with this mark; nil selects emails without a mark.
        package var mark: EmailMark?

        /// Selects every email that is not marked as spam or trash.
        package init() {}
    }
}
