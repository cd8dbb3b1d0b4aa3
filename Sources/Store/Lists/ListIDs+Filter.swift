// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

extension Store.ListIDs {
    /// Returns the statement for the IDs, as `id`, of the emails that a full-text search finds.
    func found(_ tree: SearchTree, _ conditions: inout Store.ListConditions) -> String {
        let match = dialect.fullTextMatch(SearchText.index, tree.fullText) { conditions.bind($0) }
        return "SELECT \(dialect.fullTextKey) AS id FROM \(SearchText.index) WHERE \(match)"
    }

    /// Adds the clauses of the filter.
    func add(to conditions: inout Store.ListConditions) {
        addMark(to: &conditions)
        if filter.isUnreadOnly {
            conditions.require(
                """
                email.direction = 'in' AND NOT EXISTS (
                    SELECT 1 FROM read_mark WHERE read_mark.email_id = email.id
                        AND read_mark.user_name = \(conditions.bind(user)))
                """)
        }
        if let from = filter.from {
            conditions.require(from, inOneOf: ["email.from_address", "email.from_name"], dialect)
        }
        if let to = filter.to {
            conditions.require(to, inOneOf: ["email.to_list", "email.cc_list"], dialect)
        }
        if let subject = filter.subject {
            conditions.require(subject, inOneOf: ["email.subject"], dialect)
        }
        if let search = filter.search { add(search, to: &conditions) }
        if let person = filter.person { conditions.require(person: person, dialect) }
        add(since: filter.since, until: filter.until, to: &conditions)
    }

    private func addMark(to conditions: inout Store.ListConditions) {
        let marked = "SELECT 1 FROM email_mark WHERE email_mark.email_id = email.id"
        if let mark = filter.mark {
            conditions.require(
                "EXISTS (\(marked) AND email_mark.mark = \(conditions.bind(mark.rawValue)))")
        } else {
            conditions.require("NOT EXISTS (\(marked))")
        }
    }

    /// Adds the parts of a search that are not in its tree.
    private func add(_ search: SearchQuery, to conditions: inout Store.ListConditions) {
        if search.isHopeless { conditions.require("1 = 0") }
        if search.tree == nil, let excluded = search.excludedTree {
            conditions.require("email.id NOT IN (\(found(excluded, &conditions)))")
        }
        add(since: search.since, until: search.until, to: &conditions)
    }

    private func add(since: Int64?, until: Int64?, to conditions: inout Store.ListConditions) {
        if let since { conditions.require("email.received_at >= \(conditions.bind(since))") }
        if let until { conditions.require("email.received_at < \(conditions.bind(until))") }
    }
}
