// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import JSON
import Store

extension Desk {
    /// Returns a case as a JSON object, with the IDs of the emails that the viewer may see.
    ///
    /// - Throws: An error of the store.
    package func json(of row: Store.CaseRow) throws -> JSON {
        row.json(emailIDs: try emailIDs(ofCase: row.record.number))
    }

    /// Returns a lead as a JSON object, with the IDs of the emails that the viewer may see.
    ///
    /// - Throws: An error of the store.
    package func json(of row: Store.LeadRow) throws -> JSON {
        row.json(emailIDs: try emailIDs(ofLead: row.lead.number))
    }
}
