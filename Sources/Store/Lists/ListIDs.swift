// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store {
    /// Builds the statement for the IDs of the emails of a page, without the rows themselves.
    ///
    /// - A list by date without a filter reads only an index, up to the end of the page of the list;
    ///   a page of the file holds about 200 entries of this index.
    /// - Such a list of a single mailbox begins at the time bucket that contains the start of the
    ///   page.
    /// - A search reads only the emails that the full-text index finds.
    struct ListIDs {
        /// The most mailboxes whose emails are merged in one statement; with more, the database
        /// sorts the emails of all of them together.
        private static let mailboxesReadOneByOne = 100

        /// The position where the list begins; nil for its top.
        var start: ListStart?
        let mailboxIDs: [Int64]
        let user: String
        let filter: EmailFilter
        let order: EmailOrder
        let page: Page
        let dialect: Dialect

        /// The query for the full-text index; nil if it is not used.
        private var tree: SearchTree? {
            filter.search?.tree ?? filter.person.map(SearchQuery.tree(person:))
        }

        /// Returns the ORDER BY terms for rows of `email`.
        static func ordering(_ order: EmailOrder) -> String {
            let first =
                switch order {
                case .date: ""
                case .subject: "lower(email.subject), "
                case .from: "lower(COALESCE(email.from_name, email.from_address, '')), "
                }
            return first + "email.received_at DESC, email.id DESC"
        }

        /// The only mailbox of an unfiltered list by date, whose counts allow it to begin further
        /// down; nil otherwise.
        var countedMailbox: Int64? {
            mailboxIDs.count == 1 && filter == EmailFilter() && order == .date
                ? mailboxIDs.first : nil
        }

        /// Returns the statement, whose rows have an `id`.
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

        /// Returns the statement for all matching IDs, sorted.
        private func all(_ conditions: inout ListConditions) -> String {
            let source =
                tree.map { tree in
                    """
                    (\(found(tree, &conditions))) AS hit
                    JOIN email ON email.id = hit.id
                    """
                } ?? "email"
            // The unary plus keeps the database from using the mailbox index, so that a search
            // starts from its hits.
            let column = tree == nil ? "" : "+"
            let mailboxes = conditions.bind(list: mailboxIDs)
            add(to: &conditions)
            return """
                SELECT email.id AS id FROM \(source)
                WHERE \(column)email.mailbox_id IN (\(mailboxes)) AND \(conditions.text)
                ORDER BY \(Self.ordering(order))
                """ + limit(&conditions)
        }

        /// Returns the statement that reads the IDs of each mailbox up to the end of the page from
        /// its own index, and merges them; so a list of all mailboxes does not sort all emails.
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
