// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import TestSupport
import Testing

/// `template preview`.
@Suite struct TemplatePreviewTests {
    /// A site with a template in two languages, of which one has HTML, and a saved reply.
    private func site() throws -> Site {
        try Site { settings in
            func text(
                _ name: String, _ language: String, _ body: String,
                form: TemplateSource.Form = .text, purpose: TemplateSource.Purpose = .reply
            ) -> TemplateSource {
                TemplateSource(
                    purpose: purpose, name: name, language: language, form: form,
                    fields: [.init(name: "Subject", value: "\(name) {{email.subject}}")], body: body
                )
            }
            settings.templates += [
                text("thanks", "en", "Thank you, {{email.from.first_name}}: {{record.url}}.\n"),
                text("thanks", "en", "<p>Thank you &amp; bye</p>\n", form: .html),
                text("thanks", "de", "Danke für {{mailbox.label}}, Fall {{case.number}}.\n"),
                text("soon", "en", "Soon, {{email.from.name}}.\n", purpose: .saved),
            ]
            settings.mailboxes[2].access = [AccessGrant(level: .read, holder: .user("alice"))]
        }
    }

    @Test func replyIsShownAsItWouldBeSent() throws {
        let site = try site()
        let outcome = try site.control(
            ["template", "preview", "acknowledge"],
            input: letter(head: "Return-Path: <ada@customer.example>\n"))
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("From: Customer support <support@example.com>\n"))
        #expect(outcome.output.contains("To: ada@customer.example\n"))
        #expect(outcome.output.contains("Subject: [#1] Broken lamp\n"))
        #expect(outcome.output.contains("Auto-Submitted: auto-replied\n"))
        #expect(outcome.output.hasSuffix("\n\nThis is case 1.\n"))
        #expect(outcome.error == "mailclerkctl: the record is case 1\n")
        #expect(try site.caseNumbers() == [])
        #expect(try site.outbox().isEmpty)
    }

    /// It is the reply that a delivery then sends, but for what is only known then.
    @Test func itIsWhatADeliverySends() throws {
        let site = try site()
        let preview = try site.object(
            ["template", "preview", "acknowledge", "-m", "support"],
            input: letter(head: "Return-Path: <ada@customer.example>\n"))
        try site.deliver(
            letter(head: "Return-Path: <ada@customer.example>\n"), ["support@example.com"])
        let sent = try #require(try site.sendmail.handed().first?.message)
        func plain(_ message: String) -> [Substring] {
            message.split(separator: "\n").filter {
                !$0.hasPrefix("Date:") && !$0.hasPrefix("Message-ID:")
            }
        }
        #expect(plain(try #require(preview["message"] as? String)) == plain(sent))
    }

    @Test func languageThatIsAskedForComesBeforeTheMessages() throws {
        let site = try site()
        let message = letter(head: "Accept-Language: de\n")
        func language(_ options: [String]) throws -> String? {
            try site.object(["template", "preview", "thanks"] + options, input: message)["language"]
                as? String
        }
        #expect(try language([]) == "de")
        #expect(try language(["--lang", "en"]) == "en")
        #expect(try language(["--lang", "de-AT"]) == "de")
        let french = try site.control(["template", "preview", "thanks", "--lang", "fr"])
        #expect(french.status == 65)
        #expect(french.error.contains("it exists in de, en"))
    }

    @Test func namesThatCameOutEmptyAreTold() throws {
        let site = try site()
        let outcome = try site.control(
            ["template", "preview", "thanks", "-m", "archive", "--lang", "de"], input: letter())
        #expect(outcome.output.hasSuffix("Danke für Archive, Fall .\n"))
        #expect(outcome.error.contains("no record\n"))
        #expect(outcome.error.contains("empty value: case.number\n"))
    }

    @Test func htmlIsShownOnWish() throws {
        let site = try site()
        let text = try site.control(["template", "preview", "thanks"], input: letter())
        #expect(text.output.contains("\n\nThank you, Ada: .\n"))
        #expect(text.error.contains("--html prints it"))
        let html = try site.control(["template", "preview", "thanks", "--html"], input: letter())
        #expect(html.output.hasSuffix("\n\n<p>Thank you &amp; bye</p>\n"))
        let none = try site.control(
            ["template", "preview", "thanks", "--html", "--lang", "de"], input: letter())
        #expect(none.error.contains("has no HTML in \"de\""))
    }

    @Test func savedReplyHasNoFieldsOfAnAutomaticOne() throws {
        let site = try site()
        let outcome = try site.control(["template", "preview", "soon"], input: letter())
        #expect(outcome.output == "Subject: soon Broken lamp\n\nSoon, Ada Lovelace.\n")
        #expect(
            try site.control(["template", "preview", "saved/soon"], input: letter()).output
                == outcome.output)
        #expect(try site.control(["template", "preview", "saved/thanks"]).status == 67)
    }

    @Test func withoutAMessageASampleIsAnswered() throws {
        let preview = try site().object(["template", "preview", "acknowledge"])
        #expect(preview["mailbox"] as? String == "support")
        #expect(preview["to"] as? String == "ada@customer.example")
        #expect(preview["text"] as? String == "This is case 1.")
    }

    @Test func unknownTemplateIs67WithTheNearestName() throws {
        let outcome = try site().control(["template", "preview", "thank"])
        #expect(outcome.status == 67)
        #expect(outcome.error.contains("(did you mean \"thanks\"?)"))
    }

    @Test func editedTemplatesAreShownBeforeTheyAreApplied() throws {
        let folder = try SettingsFolder()
        try folder.write("templates/acknowledge/en.txt", "Subject: New\n\nA new text.\n")
        let site = try site()
        let outcome = try site.control(
            ["template", "preview", "acknowledge", "--config", folder.path], input: letter())
        #expect(outcome.output.contains("Subject: New\n"))
        #expect(outcome.output.hasSuffix("\n\nA new text.\n"))
        try folder.write("templates/acknowledge/en.txt", "Subject: {{oops\n\nA new text.\n")
        let wrong = try site.control(
            ["template", "preview", "acknowledge", "--config", folder.path], input: letter())
        #expect(wrong.status == 78)
    }

    @Test func usersSeeItForTheMailboxesThatTheyRead() throws {
        let site = try site()
        func status(_ options: [String], as user: String) throws -> Int32 {
            try site.control(["template", "preview", "thanks"] + options + ["--as", user]).status
        }
        #expect(try status([], as: "alice") == 0)
        #expect(try status(["-m", "support"], as: "alice") == 0)
        #expect(try status(["-m", "sales"], as: "alice") == 67)
        #expect(try status([], as: "bob") == 67)
        #expect(try status(["--config", "/etc"], as: "alice") == 77)
    }
}
