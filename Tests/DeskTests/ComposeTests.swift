// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import Submission
import SystemMailbox
import Testing

@testable import Desk

/// Tests replies and forwards.
///
/// Carol has reply access, alice has read access, dora has manage access, eve has no access.
@Suite struct ComposeTests {
    static let hour: Int64 = 3_600_000_000

    /// Creates an office with a case that a message with this header has opened.
    static func office(
        _ header: String = "From: Ada Lovelace <ada@customer.example>", verified: Bool = true,
        body: String = "It is dark.\n", _ change: (inout Settings) -> Void = { _ in }
    ) throws -> (site: Office, email: Int64, number: Int64) {
        let site = try Office()
        var settings = Office.settings
        var carol = User(name: "carol")
        carol.fullName = "Carol Cole"
        carol.address = "carol@staff.example"
        settings.users.append(carol)
        change(&settings)
        try Office.apply(settings, to: site.store)
        let (number, thread) = try site.openCase(in: "support")
        let email = try receive(
            header, body, thread: thread, at: Office.now + hour, verified: verified, site)
        return (site, email, number)
    }

    /// Stores an incoming message for support.
    @discardableResult
    static func receive(
        _ header: String, _ body: String = "Well?\n", thread: Int64, at time: Int64,
        verified: Bool = true, _ site: Office
    ) throws -> Int64 {
        let raw = Array("\(header)\nMessage-ID: <\(time)@customer.example>\n\n\(body)".utf8)
        let support = try #require(try site.store.mailbox(named: "support"))
        var email = Email(mailboxID: support.id, receivedAt: time)
        email.threadID = thread
        email.describe(Message(raw))
        email.isVerified = verified
        return try site.store.insert(email, raw: raw)
    }

    private func reply(
        _ email: Int64, all: Bool = false, _ edit: (inout ComposeRequest) -> Void = { _ in }
    ) -> ComposeRequest {
        var request = ComposeRequest(emailID: email, purpose: .reply(toAll: all))
        edit(&request)
        return request
    }

    private let yes = ComposedMessage(text: "Yes.\n")
    private let later = Office.now + 2 * hour

    // MARK: Access

    @Test func `read access is not enough, and without access the email seems missing`() throws {
        let (site, email, _) = try Self.office()
        for (user, error) in [
            ("alice", DeskError.needs(.reply, mailbox: "support")),
            ("eve", DeskError.noSuchEmail(email)),
        ] {
            let desk = try site.desk(user)
            #expect(throws: error) { try desk.send(yes, reply(email), at: later) }
            #expect(throws: error) { try desk.draft(reply(email), at: later) }
            let forward = ComposeRequest(
                emailID: email, purpose: .forward(to: [], asAttachment: false))
            #expect(throws: error) { try desk.send(yes, forward, at: later) }
        }
        #expect(try site.store.outboxSummary(now: later).counts.isEmpty)
    }

    @Test func `nothing is sent from a mailbox that was removed from the settings`() throws {
        let (site, email, _) = try Self.office()
        var settings = Office.settings
        settings.mailboxes.removeAll { $0.name == "support" }
        try Office.apply(settings, to: site.store)
        #expect(throws: DeskError.isArchived(mailbox: "support")) {
            try site.desk("carol").send(yes, reply(email), at: later)
        }
    }

    // MARK: Replies

    @Test func `a reply to two recipients is one email and two outbox entries`() throws {
        let (site, email, number) = try Self.office(
            "From: ada@customer.example\nTo: support@example.com\nCc: bob@customer.example")
        let before = try site.desk("carol").caseNumbers(filter: waiting)
        #expect(before == [number])
        let sent = try site.desk("carol").send(yes, reply(email, all: true), at: later)
        #expect(sent.entries.map(\.recipient) == ["ada@customer.example", "bob@customer.example"])
        #expect(sent.entries.allSatisfy { $0.sender == "support@example.com" })
        #expect(sent.entries.allSatisfy { $0.kind == .reply && $0.state == .sending })
        let thread = try site.desk("carol").thread(ofEmail: email)
        #expect(thread.map(\.email.direction) == [.in, .in, .out])
        #expect(thread.last?.email.id == sent.emailID)
        #expect(thread.last?.email.kind == .personal)
        #expect(try site.desk("carol").caseNumbers(filter: waiting).isEmpty)
        let journal = try site.store.journal(emailID: email)
        #expect(journal.map(\.event.rawValue) == ["replied"])
        #expect(journal[0].details["by"]?.string == "carol")
        let event = try #require(try site.store.events(of: .case(number)).last)
        #expect(event.kind == .replied && event.by == "carol")
        #expect(try site.store.caseRecord(number: number)?.updatedAt == later)
        let current = try #require(try site.store.thread(id: thread[0].email.threadID))
        for person in ["ada@customer.example", "bob@customer.example"] {
            #expect(try site.store.isParticipant(person, in: current))
        }
    }

    private var waiting: Store.CaseFilter {
        var filter = Store.CaseFilter()
        filter.isWaiting = true
        return filter
    }

    @Test func `two replies to one email have different Message-IDs with a valid token`() throws {
        let (site, email, _) = try Self.office()
        let first = try site.desk("carol").send(yes, reply(email), at: later)
        let second = try site.desk("carol").send(yes, reply(email), at: later)
        #expect(first.messageID != second.messageID)
        let row = try site.desk("carol").emailRow(email)
        for sent in [first, second] {
            let text = try #require(SignedMessageID.token(in: sent.messageID))
            let token = try #require(
                SignedToken(
                    text, mailboxID: row.email.mailboxID, keys: site.store.signingKeys()))
            #expect(token.threadID == row.email.threadID)
            #expect(token.isFor("ada@customer.example"))
        }
    }

    @Test func `the text precedes the quote, and the signature follows it`() throws {
        let (site, email, _) = try Self.office { settings in
            settings.users[1].signature = "carol.txt"
        }
        let file = SettingsFile(path: "templates/carol.txt", contents: "Carol Cole\nExample\n")
        _ = try site.store.replaceSettings(
            #require(try site.store.currentSettings()), files: [file], scope: .all, by: "root",
            host: "here", summary: "", at: Office.now)
        let sent = try site.desk("carol").send(yes, reply(email), at: later)
        let message = Message(sent.entries[0].message)
        #expect(
            message.bestText == """
                Yes.

                On 2026-02-02 03:40 UTC, Ada Lovelace wrote:
                > It is dark.

                -- 
                Carol Cole
                Example
                """)
        #expect(message.from.map(\.displayName) == ["Carol Cole (Support)"])
        let draft = try site.desk("carol").draft(reply(email) { $0.isForced = true }, at: later)
        #expect(draft.text == "\n\n" + message.bestText.dropFirst(6) + "\n")
        let whole = try site.desk("carol").send(
            ComposedMessage(text: "\n\nJust this.\n"), reply(email) { $0.isWhole = true }, at: later
        )
        #expect(Message(whole.entries[0].message).bestText == "Just this.")
    }

    @Test func `a saved reply precedes the text and may set the subject`() throws {
        let (site, email, number) = try Self.office { settings in
            settings.templates = [
                TemplateSource(
                    purpose: .saved, name: "bulb", language: "en", form: .text,
                    fields: [.init(name: "Subject", value: "Bulbs for case {{case.number}}")],
                    body: "Dear {{email.from.first_name}},\n\na bulb is on its way.\n")
            ]
        }
        let sent = try site.desk("carol").send(
            ComposedMessage(text: "Mind the dark."),
            reply(email) {
                $0.saved = "bulb"
                $0.isQuoting = false
            }, at: later)
        let message = Message(sent.entries[0].message)
        #expect(message.firstPlainText == "Dear Ada,\n\na bulb is on its way.\n\nMind the dark.")
        #expect(message.subject == "Bulbs for case \(number)")
        #expect(throws: DeskError.noSuchSavedReply("lamp", known: ["bulb"])) {
            try site.desk("carol").draft(reply(email) { $0.saved = "lamp" }, at: later)
        }
    }

    @Test(arguments: ["", " \n\t\n"])
    func `an empty text is not sent`(text: String) throws {
        let (site, email, _) = try Self.office()
        #expect(throws: DeskError.emptyMessage) {
            try site.desk("carol").send(ComposedMessage(text: text), reply(email), at: later)
        }
        let untouched = try site.desk("carol").draft(reply(email), at: later).text
        #expect(throws: DeskError.emptyMessage) {
            try site.desk("carol").send(
                ComposedMessage(text: untouched), reply(email) { $0.isWhole = true }, at: later)
        }
        #expect(try site.desk("carol").thread(ofEmail: email).count == 2)
    }

    @Test func `a message that is too large is refused with its size`() throws {
        let (site, email, _) = try Self.office()
        let words = ComposedMessage(
            text: String(repeating: "x", count: ComposedMessage.textLimitInBytes + 1))
        #expect(
            throws: DeskError.messageTooLarge(
                ComposedMessage.textLimitInBytes + 1, limit: ComposedMessage.textLimitInBytes)
        ) { try site.desk("carol").send(words, reply(email), at: later) }
        let file = OutgoingAttachment(
            name: "a", bytes: [UInt8](repeating: 0, count: PersonalMail.limitInBytes * 3 / 4))
        let error = #expect(throws: DeskError.self) {
            try site.desk("carol").send(
                ComposedMessage(text: "x", attachments: [file]), reply(email), at: later)
        }
        guard case .messageTooLarge(_, PersonalMail.limitInBytes) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    // MARK: Forwards

    @Test func `a forward has text and attachments, and is not a reply`() throws {
        let (site, email, number) = try Self.office(
            """
            From: Ada <ada@customer.example>
            Subject: Broken lamp
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b
            """,
            body: """
                --b

                It is dark.
                --b
                Content-Type: image/png
                Content-Disposition: attachment; filename="lamp.png"

                data
                --b
                Content-Type: message/rfc822

                Subject: inner

                x
                --b--

                """)
        let vendor = try #require(Address.parse("Vendor <vendor@bulbs.example>"))
        let sent = try site.desk("carol").send(
            ComposedMessage(text: "Please have a look."),
            ComposeRequest(emailID: email, purpose: .forward(to: [vendor], asAttachment: false)),
            at: later)
        let message = Message(sent.entries[0].message)
        #expect(message.subject == "Fwd: Broken lamp")
        #expect(message.inReplyTo.isEmpty)
        #expect(
            message.firstPlainText?.hasPrefix("Please have a look.\n\n---------- Forwarded") == true
        )
        #expect(message.firstPlainText?.hasSuffix("Subject: Broken lamp\n\nIt is dark.") == true)
        #expect(message.attachments.map(\.contentType) == ["image/png", "message/rfc822"])
        #expect(message.attachments[0].fileName == "lamp.png")
        #expect(message.attachments[1].fileName == "inner.eml")
        #expect(message.attachments[0].data() == Array("data".utf8))
        #expect(try site.desk("carol").caseNumbers(filter: waiting) == [number])
        let row = try site.desk("carol").emailRow(email)
        let thread = try #require(try site.store.thread(id: row.email.threadID))
        #expect(try site.store.isParticipant("vendor@bulbs.example", in: thread))

        let whole = try site.desk("carol").send(
            ComposedMessage(text: ""),
            ComposeRequest(emailID: email, purpose: .forward(to: [vendor], asAttachment: true)),
            at: later)
        let attached = try #require(Message(whole.entries[0].message).attachments.first)
        #expect(attached.contentType == "message/rfc822")
        #expect(attached.fileName == "Broken lamp.eml")
        #expect(attached.part.decodedBody() == (try site.desk("carol").raw(email)))
    }

    @Test(arguments: [
        ("Content-Transfer-Encoding: 8bit\nContent-Type: text/plain; charset=utf-8", "Grüße\n"),
        ("Content-Type: text/plain", String(repeating: "dark ", count: 400) + "\n"),
        ("Content-Type: text/plain", "a\rb\n"),
    ])
    func `a message that needs more than seven bits is forwarded as a message`(
        header: String, body: String
    ) throws {
        let (site, email, _) = try Self.office(
            "From: ada@customer.example\nMIME-Version: 1.0\n\(header)", body: body)
        let vendor = try #require(Address.parse("vendor@bulbs.example"))
        let sent = try site.desk("carol").send(
            ComposedMessage(text: ""),
            ComposeRequest(emailID: email, purpose: .forward(to: [vendor], asAttachment: true)),
            at: later)
        let attached = try #require(Message(sent.entries[0].message).attachments.first)
        #expect(attached.contentType == "message/rfc822")
        #expect(attached.fileName == "message.eml")
        #expect(attached.part.children.first?.decodedBody() == Array(body.utf8))
    }

    @Test func `a forward keeps the images of the HTML inline, and reports as text`() throws {
        let (site, email, _) = try Self.office(
            """
            From: ada@customer.example
            MIME-Version: 1.0
            Content-Type: multipart/related; boundary=b
            """,
            body: """
                --b
                Content-Type: text/html

                <p>Dark</p><img src="cid:lamp@customer.example">
                --b
                Content-Type: image/png; name=lamp.png
                Content-ID: <lamp@customer.example>
                Content-Transfer-Encoding: base64

                AQI=
                --b
                Content-Type: image/gif; name=other.gif
                Content-ID: <other@customer.example>

                x
                --b
                Content-Type: message/delivery-status

                Action: failed
                --b--

                """)
        let vendor = try #require(Address.parse("vendor@bulbs.example"))
        let sent = try site.desk("carol").send(
            ComposedMessage(text: "See"),
            ComposeRequest(emailID: email, purpose: .forward(to: [vendor], asAttachment: false)),
            at: later)
        let parts = Message(sent.entries[0].message).attachments.map(\.part)
        #expect(parts.map(\.contentID) == ["lamp@customer.example", nil, nil])
        #expect(parts.map(\.disposition) == ["inline", "attachment", "attachment"])
        #expect(
            parts.map(\.fileName) == ["lamp.png", "other.gif", "delivery-status.txt"])
        #expect(parts.map(\.contentType.name) == ["image/png", "image/gif", "text/plain"])
        #expect(parts[0].decodedBody() == [1, 2])
        #expect(parts[2].text() == "Action: failed")
    }
}
