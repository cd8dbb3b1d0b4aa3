// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// A piece of a list.
    package struct Page: Equatable, Sendable {
        /// How many rows; nil: all of them.
        package var limit: Int?
        /// How many rows come before it.
        package var offset: Int

        /// The piece of `limit` rows after the first `offset`.
        package init(limit: Int? = nil, offset: Int = 0) {
            self.limit = limit
            self.offset = offset
        }

        /// The whole list.
        package static let all = Page()

        /// The number of rows as a LIMIT wants it.
        var limitValue: Int64 { limit.map(Int64.init) ?? .max }

        /// The row after the last one, counted from 0; nil where the list has no end.
        var end: Int64? {
            guard let limit else { return nil }
            let (end, overflow) = Int64(offset).addingReportingOverflow(Int64(limit))
            return overflow ? .max : end
        }
    }
}
