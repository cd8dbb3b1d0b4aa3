// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// The keys of the emails of a page, without the rows themselves.
    ///
    /// By date, and where no filter looks into the rows, they are read from an index alone, 200 or so
    /// a page of the file, up to the end of the page of the list; the whole list of one mailbox
    /// from the time bucket on where the page begins. A search reads the emails that the
    /// full-text index finds and no others.
    struct ListIDs {
        /// Beyond so many mailboxes the database orders the emails of all of them together.
        private static let mailboxesReadOneByOne = 100

        /// Where the list begins; nil: at its top.
        var start: ListStart?
        let mailboxIDs: [Int64]
        let user: String
        let filter: EmailFilter
        let order: EmailOrder
        let page: Page
        let dialect: Dialect

        /// What the full-text index is asked for; nil where it is not.
        private var tree: SearchTree? {
            filter.search?.tree ?? filter.person.map(SearchQuery.tree(person:))
        }

        /// What rows of `email` are ordered by.
        static func ordering(_ order: EmailOrder) -> String {
            let first =
                switch order {
                case .date: ""
                case .subject: "lower(email.subject), "
                case .from: "lower(COALESCE(email.from_name, email.from_address, '')), "
                }
            return first + "email.received_at DESC, email.id DESC"
        }

        /// The mailbox whose list can begin further down: the only one, and nothing is filtered.
        var countedMailbox: Int64? {
            mailboxIDs.count == 1 && filter == EmailFilter() && order == .date
                ? mailboxIDs.first : nil
        }

        /// The statement, whose rows have an `id`.
        func statement(_ conditions: inout ListConditions) -> String {
            guard order == .date, let end = page.end, tree == nil else {
                return all(&conditions)
            }
            guard mailboxIDs.count > 1 else {
                let mailbox = conditions.bind(list: mailboxIDs)
                add(to: &conditions)
                if let start {
                    let before = conditions.bind(start.before)
                    conditions.require("email.received_at < \(before)")
                }
                return piece(mailbox, conditions.text) + limit(&conditions)
            }
            guard mailboxIDs.count <= Self.mailboxesReadOneByOne else { return all(&conditions) }
            return merged(end: end, &conditions)
        }

        /// All keys that fit, put in order.
        private func all(_ conditions: inout ListConditions) -> String {
            let source =
                tree.map { tree in
                    """
                    (\(found(tree, &conditions))) AS hit
                    JOIN email ON email.id = hit.id
                    """
                } ?? "email"
            // Behind a plus the mailbox leads to no index: a search starts from what it found.
            let column = tree == nil ? "" : "+"
            let mailboxes = conditions.bind(list: mailboxIDs)
            add(to: &conditions)
            return """
                SELECT email.id AS id FROM \(source)
                WHERE \(column)email.mailbox_id IN (\(mailboxes)) AND \(conditions.text)
                ORDER BY \(Self.ordering(order))
                """ + limit(&conditions)
        }

        /// The keys of each mailbox up to the end of the page through the mailbox's own index, so
        /// that a list of all mailboxes does not sort all emails; of these the page.
        private func merged(end: Int64, _ conditions: inout ListConditions) -> String {
            var pieces: [String] = []
            var bound: String?
            for mailboxID in mailboxIDs {
                let mailbox = conditions.bind(mailboxID)
                if bound == nil { add(to: &conditions) }
                let limit = bound ?? conditions.bind(end)
                bound = limit
                pieces.append(
                    """
                    SELECT id, received_at FROM (
                        \(piece(mailbox, conditions.text)) LIMIT \(limit)
                    ) AS piece\(pieces.count)
                    """)
            }
            return """
                SELECT id FROM (\(pieces.joined(separator: " UNION ALL "))) AS merged
                ORDER BY received_at DESC, id DESC
                """ + limit(&conditions)
        }

        private func piece(_ mailbox: String, _ condition: String) -> String {
            """
            SELECT email.id AS id, email.received_at AS received_at FROM email
            WHERE email.mailbox_id = \(mailbox) AND \(condition)
            ORDER BY \(Self.ordering(.date))
            """
        }

        private func limit(_ conditions: inout ListConditions) -> String {
            let offset = page.offset - (start?.rows ?? 0)
            return " LIMIT \(conditions.bind(page.limitValue)) OFFSET \(conditions.bind(offset))"
        }
    }
}
