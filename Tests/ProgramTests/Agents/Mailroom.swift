// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox
import TestSupport
import Testing

/// A site with a mailbox for each level, with mail, cases and a lead in each, one more to move mail
/// to, and one that is nobody's.
///
/// Each level is given to a user, to a role of user names and to a role of a Unix group.
struct Mailroom {
    /// What stands for the words in capitals of a command line.
    struct Contents: Sendable {
        let mailbox: String
        /// An email with a case, and one that answers it.
        var email: Int64 = 0
        var followUp: Int64 = 0
        /// An email with an attachment, of another case.
        var attached: Int64 = 0
        /// An email without a record.
        var bare: Int64 = 0
        var caseNumber: Int64 = 0
        var otherCase: Int64 = 0
        var lead: Int64 = 0

        /// What is not there.
        static let nothing = Contents(
            mailbox: "nosuch", email: 999_991, followUp: 999_992, attached: 999_993, bare: 999_994,
            caseNumber: 999_995, otherCase: 999_996, lead: 999_997)

        /// The arguments that a line means here.
        func arguments(_ line: String) -> [String] {
            let words = [
                "MAILBOX": mailbox, "EMAIL": String(email), "FOLLOWUP": String(followUp),
                "ATTACHED": String(attached), "BARE": String(bare), "CASE": String(caseNumber),
                "OTHER": String(otherCase), "LEAD": String(lead),
                "MAILBOX@example.com": mailbox + "@example.com",
            ]
            return line.split(separator: " ").map { words[String($0)] ?? String($0) }
        }

        /// A text of ours as if it were about nothing in particular.
        func anonymous(_ text: String) -> String {
            text.replacing(mailbox, with: "MAILBOX").replacing(/[0-9]+/, with: "N")
        }
    }

    static let levels: [(mailbox: String, level: AccessLevel)] = [
        ("readers", .read), ("repliers", .reply), ("managers", .manage), ("annex", .manage),
    ]
    /// Stands in the mail of the mailbox that is nobody's.
    static let secret = "Geheimnis"

    let site: Site
    let contents: [Contents]

    /// Makes the site; the fourth user is in the role of names until `dismiss`.
    init() throws {
        site = try Site { $0 = Self.settings($0, team: ["mck-bob"]) }
        let final = site.settings
        try site.keepEmpty()
        try site.apply(Self.settings(final, team: ["mck-bob", "mck-dan"]))
        let site = site
        contents = try Self.levels.map { try Self.fill($0.mailbox, of: site) }
        try site.deliver(
            letter("secret", to: "secret@example.com").replacing(
                "Broken lamp", with: Self.secret), ["-r", "secret@example.com"])
    }

    /// The fourth user leaves the role of names.
    func dismiss() throws {
        try site.apply(Self.settings(site.settings, team: ["mck-bob"]))
    }

    private static func settings(_ usual: Settings, team: [String]) -> Settings {
        var settings = usual
        settings.roles = ["team": team, "floor": ["%" + Workplace.group]]
        settings.mailboxes = levels.map { name, level in
            var mailbox = MailboxSettings(
                name: name, label: name, address: name + "@example.com")
            mailbox.action.kind = .case
            mailbox.access = [
                AccessGrant(level: level, holder: .user("mck-ann")),
                AccessGrant(level: level, holder: .role("team")),
                AccessGrant(level: level, holder: .role("floor")),
            ]
            return mailbox
        }
        var secret = MailboxSettings(
            name: "secret", label: "Secret", address: "secret@example.com")
        secret.action.kind = .case
        settings.mailboxes.append(secret)
        return settings
    }

    private static func fill(_ mailbox: String, of site: Site) throws -> Contents {
        let address = mailbox + "@example.com"
        let automatic = "Auto-Submitted: auto-generated\n"
        let mails = [
            letter("\(mailbox)-1", to: address),
            letter(
                "\(mailbox)-2", head: "In-Reply-To: <\(mailbox)-1@customer.example>\n",
                to: address),
            attached.replacing("NAME", with: mailbox),
            letter("\(mailbox)-4", head: automatic, to: address),
            letter("\(mailbox)-5", head: automatic, to: address),
        ]
        for mail in mails { try #require(try site.deliver(mail, ["-r", address]).status == 0) }
        let emails = try site.objects(["emails", mailbox]).sorted {
            ($0["id"] as? Int ?? 0) < ($1["id"] as? Int ?? 0)
        }
        func number(_ index: Int, _ key: String) throws -> Int64 {
            Int64(try #require(emails[index][key] as? Int))
        }
        let lead = try site.object(["convert", String(number(4, "id")), "lead"])
        return Contents(
            mailbox: mailbox, email: try number(0, "id"), followUp: try number(1, "id"),
            attached: try number(2, "id"), bare: try number(3, "id"),
            caseNumber: try number(0, "case"), otherCase: try number(2, "case"),
            lead: Int64(try #require(lead["lead"] as? Int)))
    }

    private static let attached = """
        From: Ada Lovelace <ada@customer.example>
        To: NAME@example.com
        Subject: A picture
        Message-ID: <NAME-3@customer.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b

        See the lamp.
        --b
        Content-Type: application/pdf
        Content-Disposition: attachment; filename="lamp.pdf"
        Content-Transfer-Encoding: base64

        JVBERg==
        --b--

        """
}

extension Site {
    /// Keeps the store as it is before any mail.
    fileprivate func keepEmpty() throws {
        try query { _ = $0.connection.file?.checkpointIfLarge(overBytes: 0) }
        try FileSystem.write(directory + "/empty", FileSystem.read(storePath))
    }
}
