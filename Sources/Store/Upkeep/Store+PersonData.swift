// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// Finds and erases all data of one person.
///
/// Addresses belong to one person if they differ only in case, the spelling of the domain or an
/// address extension (+tag).
extension Store {
    /// Finds the data of the person with this address.
    ///
    /// Reads all addresses of the store once; the full-text index must be up to date.
    package func footprint(ofAddress address: String) throws -> PersonData {
        var person = PersonAddress(address)
        var found = PersonData()
        found.contacts = try keys("SELECT id, folded FROM contact ORDER BY id", &person)
        let contacts = Set(found.contacts)
        found.cases = try connection.all(
            "SELECT number, contact_id FROM cases WHERE contact_id IS NOT NULL ORDER BY number"
        ) { row in (try row.int(), try row.int()) }.filter { contacts.contains($0.1) }.map(\.0)
        found.leads = try connection.all(
            "SELECT number, contact_id, email FROM leads ORDER BY number"
        ) { row in (try row.int(), try row.optionalInt(), try row.optionalText()) }
        .filter { $0.1.map(contacts.contains) == true || person.matches($0.2) }.map(\.0)
        (found.emailIDs, found.opened) = try emails(of: &person)
        let emails = Set(found.emailIDs)
        found.outbox = try connection.all(
            "SELECT id, email_id, recipient, correspondent FROM outbox ORDER BY id"
        ) { row in (try row.int(), try row.int(), try row.text(), try row.text()) }
        .filter { !emails.contains($0.1) && (person.matches($0.2) || person.matches($0.3)) }
        .map(\.0)
        try findRemarks(person, emails, &found)
        found.mentions = try mentions(of: address).filter { !emails.contains($0) }
        return found
    }

    /// Removes the text of emails that will be erased from records that may remain.
    package func blankRecords(of footprint: PersonData) throws {
        for id in footprint.opened {
            guard let thread = try thread(id: id) else { continue }
            try connection.execute(
                "UPDATE cases SET subject = $1, description = '' WHERE number = $2",
                Self.erasedText, thread.record?.number(of: .case))
            try connection.execute(
                "UPDATE leads SET name = $1, notes = '' WHERE number = $2", Self.erasedText,
                thread.record?.number(of: .lead))
        }
    }

    private static let erasedText = "(erased)"

    /// Erases the records of a person whose emails are erased, and everything else that names the
    /// person.
    package func erase(_ footprint: PersonData, address: String) throws -> Erasure {
        var erasure = Erasure()
        for number in footprint.cases { erasure += try erase(.case(number)) }
        for number in footprint.leads { erasure += try erase(.lead(number)) }
        for id in footprint.contacts { erasure.contacts += try eraseIfUnused(id) }
        for id in footprint.outbox {
            try connection.execute("DELETE FROM waiting_reply WHERE outbox_id = $1", id)
            try connection.execute("DELETE FROM outbox WHERE id = $1", id)
            erasure.outbox += Int64(connection.changes)
        }
        try countJournalFirst()
        for id in footprint.journal {
            try connection.execute("DELETE FROM journal WHERE id = $1", id)
            erasure.journal += Int64(connection.changes)
        }
        try forgetErasedEntries()
        for id in footprint.events {
            try connection.execute("DELETE FROM record_event WHERE id = $1", id)
        }
        var person = PersonAddress(address)
        let participants = try connection.all("SELECT DISTINCT folded FROM participant") { row in
            try row.text()
        }
        for participant in participants where person.matches(participant) {
            try connection.execute("DELETE FROM participant WHERE folded = $1", participant)
        }
        return erasure
    }

    private func keys(_ statement: String, _ person: inout PersonAddress) throws -> [Int64] {
        let rows = try connection.all(statement) { row in (try row.int(), try row.text()) }
        return rows.filter { person.matches($0.1) }.map(\.0)
    }

    /// Returns the emails that the person sent or received, and those of threads that the person
    /// started.
    private func emails(of person: inout PersonAddress) throws -> (ids: [Int64], opened: [Int64]) {
        var matcher = person
        var ids: [Int64] = []
        var others: [Int64: [Int64]] = [:]
        var started: Set<Int64> = []
        var known: Set<Int64> = []
        var opened: [Int64] = []
        try connection.forEach(
            """
            SELECT id, thread_id, direction, from_address, envelope_sender, envelope_recipient,
                to_list, cc_list FROM email ORDER BY id
            """
        ) { row in
            let (id, thread, direction) = (try row.int(), try row.int(), try row.text())
            let isAuthor = matcher.matches(try row.optionalText())
            let envelope = [try row.optionalText(), try row.optionalText()]
            let lists = [try row.text(), try row.text()]
            let isFirst = known.insert(thread).inserted
            if isFirst, isAuthor, direction == "in" { started.insert(thread) }
            var isParty = isAuthor
            for address in envelope where !isParty { isParty = matcher.matches(address) }
            for list in lists where !isParty {
                guard let people = TextList.decodePeople(list) else {
                    throw StoredValue.damage(list, "recipients of an email")
                }
                isParty = people.contains { matcher.matches($0.address) }
            }
            if isParty { ids.append(id) } else { others[thread, default: []].append(id) }
            if isParty, isFirst, !isAuthor { opened.append(thread) }
            return true
        }
        person = matcher
        return ((ids + started.flatMap { others[$0] ?? [] }).sorted(), opened)
    }

    /// Finds journal entries and record events about other mail that contain the person's address.
    private func findRemarks(
        _ person: PersonAddress, _ emails: Set<Int64>, _ found: inout PersonData
    ) throws {
        let pattern = "%" + ListConditions.escaped(person.text) + "%"
        found.journal = try connection.all(
            "SELECT id, email_id FROM journal WHERE lower(details) LIKE $1 ESCAPE '!' ORDER BY id",
            pattern
        ) { row in (try row.int(), try row.optionalInt()) }
        .filter { $0.1.map(emails.contains) != true }.map(\.0)
        let (cases, leads) = (Set(found.cases), Set(found.leads))
        found.events = try connection.all(
            """
            SELECT id, series, number FROM record_event
            WHERE lower(details) LIKE $1 ESCAPE '!' ORDER BY id
            """, pattern
        ) { row in (try row.int(), try row.text(), try row.int()) }
        .filter { !($0.1 == RecordKind.case.rawValue ? cases : leads).contains($0.2) }.map(\.0)
    }

    /// Returns the emails whose text contains the address.
    private func mentions(of address: String) throws -> [Int64] {
        guard SearchText.hasWords(address) else { return [] }
        var conditions = ListConditions()
        let match = connection.dialect.fullTextMatch(
            SearchText.index, SearchQuery.tree(phrase: address).fullText
        ) { conditions.bind($0) }
        let key = connection.dialect.fullTextKey
        return try connection.all(
            "SELECT \(key) FROM \(SearchText.index) WHERE \(match) ORDER BY \(key)",
            values: conditions.values
        ) { row in try row.int() }
    }
}
