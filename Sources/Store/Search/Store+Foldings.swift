// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Provides the foldings that the statements of a filter use.
    ///
    /// Only lists with such a filter need them; deliveries do not.
    func provideFoldings(for filter: EmailFilter) throws(SQLError) {
        if filter.from != nil || filter.to != nil || filter.subject != nil {
            try connection.provide(.caseAndAccents, SearchFolding.fold)
        }
        if filter.person != nil { try connection.provide(.case) { $0.lowercased() } }
    }
}
