// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import TestSupport

@testable import Desk

/// A site with three mailboxes and their users, whose store stays open.
///
/// | mailbox | read | reply | manage |
/// | support | role agents | user carol | role leads |
/// | sales | user carol | | |
/// | board | | | |
final class Office {
    let store: Store
    private let site: Site
    private let mailboxes: [String: Int64]
    private var emailCount: Int64 = 0

    static let now: Int64 = 1_770_000_000_000_000
    static let minute: Int64 = 60_000_000

    init() throws {
        site = try Site(settings: Self.settings, at: Self.now)
        store = try Store.open(site.storeLocation)
        mailboxes = Dictionary(
            uniqueKeysWithValues: try store.mailboxes(isArchived: nil).map { ($0.name, $0.id) })
    }

    static var settings: Settings {
        var settings = Settings()
        settings.roles = [
            "agents": ["alice", "%helpdesk"], "leads": ["%chiefs"], "unused": ["eve", "%helpdesk"],
        ]
        var colleague = User(name: "alice")
        colleague.address = "Alice@Staff.example"
        settings.users = [colleague]
        var support = MailboxSettings(
            name: "support", label: "Support", address: "support@example.com")
        support.aliases = ["help@example.com"]
        support.access = [
            AccessGrant(level: .read, holder: .role("agents")),
            AccessGrant(level: .reply, holder: .user("carol")),
            AccessGrant(level: .manage, holder: .role("leads")),
        ]
        var sales = MailboxSettings(name: "sales", label: "Sales", address: "sales@example.com")
        sales.access = [AccessGrant(level: .read, holder: .user("carol"))]
        let board = MailboxSettings(name: "board", label: "Board", address: "board@example.com")
        settings.mailboxes = [board, sales, support]
        return settings
    }

    static func apply(_ settings: Settings, to store: Store) throws {
        _ = try store.replaceSettings(
            settings, files: [], scope: .all, by: "root", host: "here", summary: "", at: now)
    }

    /// The Unix groups of this site.
    static func isMember(user: String, group: String) -> Bool {
        switch group {
        case "helpdesk": ["gus", "carol"].contains(user)
        case "chiefs": user == "dora"
        default: false
        }
    }

    func desk(of viewer: Viewer) throws -> Desk {
        try Desk(store: store, viewer: viewer, isMember: Self.isMember)
    }

    func desk(_ user: String) throws -> Desk { try desk(of: .user(name: user)) }

    /// Stores an email that arrives a minute after the previous one.
    @discardableResult
    func add(
        to mailbox: String, from author: Person? = Person(name: "Ada", address: "ada@example.org"),
        recipient: String = "support@example.com", subject: String = "A question",
        snippet: String = "", thread: Int64? = nil, caseNumber: Int64? = nil,
        kind: EmailKind = .personal, direction: Email.Direction = .in, body: String = "Body\n",
        attachment: String? = nil
    ) throws -> Int64 {
        let mailboxID = mailboxes[mailbox] ?? 0
        emailCount += 1
        var email = Email(
            mailboxID: mailboxID, receivedAt: Self.now + emailCount * Self.minute)
        email.threadID =
            try thread
            ?? store.insertThread(
                mailboxID: mailboxID, record: caseNumber.map { .case($0) })
        email.from = author
        email.to = [Person(name: nil, address: recipient)]
        email.subject = subject
        email.snippet = snippet
        email.kind = kind
        email.direction = direction
        let fields = "Subject: \(subject)\nMIME-Version: 1.0\n"
        let text = "Content-Type: text/plain; charset=utf-8\n\n\(body)"
        guard let attachment else {
            return try store.insert(email, raw: Array((fields + text).utf8))
        }
        let message = """
            \(fields)Content-Type: multipart/mixed; boundary=b

            --b
            \(text)
            --b
            Content-Type: application/octet-stream
            Content-Disposition: attachment; filename="\(attachment)"

            data
            --b--

            """
        return try store.insert(email, raw: Array(message.utf8))
    }

    /// Opens a case with its first email; returns the case's number and its thread.
    func openCase(
        in mailbox: String, status: String = "open", assignedTo: String? = nil,
        kind: EmailKind = .personal
    ) throws -> (number: Int64, thread: Int64) {
        var record = CaseRecord(
            mailboxID: mailboxes[mailbox] ?? 0, subject: "A case", description: "", status: status,
            priority: "normal", source: "email", at: Self.now)
        record.assignedTo = assignedTo
        let number = try store.insert(record)
        let id = try add(to: mailbox, caseNumber: number, kind: kind)
        return (number, try store.email(id: id)?.threadID ?? 0)
    }

    /// Opens a lead; returns its number.
    func openLead(in mailbox: String) throws -> Int64 {
        try store.insert(
            Lead(
                mailboxID: mailboxes[mailbox] ?? 0, name: "A lead", notes: "", firstName: "Ada",
                lastName: "", status: "new", source: "email", at: Self.now))
    }
}

extension Desk {
    /// Returns the IDs of the emails of a list.
    func emailIDs(
        _ mailbox: String? = nil, filter: Store.EmailFilter = Store.EmailFilter(),
        order: Store.EmailOrder = .date, page: Store.Page = .all
    ) throws -> [Int64] {
        var ids: [Int64] = []
        try forEachEmail(mailbox: mailbox, filter: filter, order: order, page: page) { row in
            ids.append(row.email.id)
            return true
        }
        return ids
    }

    /// Returns the numbers of the cases of a list.
    func caseNumbers(
        _ mailbox: String? = nil, filter: Store.CaseFilter = Store.CaseFilter(),
        page: Store.Page = .all
    ) throws -> [Int64] {
        var numbers: [Int64] = []
        try forEachCase(mailbox: mailbox, filter: filter, page: page) { row in
            numbers.append(row.record.number)
            return true
        }
        return numbers
    }
}
