// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension Store {
    /// A page of a list.
    package struct Page: Equatable, Sendable {
        /// The number of rows; nil for all.
        package var limit: Int?
        /// The number of rows before the page.
        package var offset: Int

        /// The page of `limit` rows after the first `offset`.
        package init(limit: Int? = nil, offset: Int = 0) {
            self.limit = limit
            self.offset = offset
        }

        /// The whole list.
        package static let all = Page()

        /// The number of rows as the value of LIMIT.
        var limitValue: Int64 { limit.map(Int64.init) ?? .max }

        /// The position after the last row, counted from 0; nil if the page has no limit.
        var end: Int64? {
            guard let limit else { return nil }
            let (end, overflow) = Int64(offset).addingReportingOverflow(Int64(limit))
            return overflow ? .max : end
        }
    }
}
