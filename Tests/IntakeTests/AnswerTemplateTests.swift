// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox
import Testing

@testable import Intake

/// Tests of replies rendered from templates, as they are sent and as `explain` shows them.
@Suite struct AnswerTemplateTests {
    private func site(
        text: String? = nil, html: String? = nil, fields: [TemplateSource.Field] = [],
        partials: [TemplateSource] = [], change: (inout Settings) -> Void = { _ in }
    ) throws -> TestSite {
        try TestSite { settings in
            func source(_ form: TemplateSource.Form, _ body: String?) -> [TemplateSource] {
                body.map {
                    [
                        TemplateSource(
                            purpose: .reply, name: "acknowledge", language: "en", form: form,
                            fields: fields, body: $0)
                    ]
                } ?? []
            }
            settings.templates = source(.text, text) + source(.html, html) + partials
            change(&settings)
        }
    }

    private func partial(
        _ name: String, _ form: TemplateSource.Form, _ body: String
    ) -> TemplateSource {
        TemplateSource(
            purpose: .partial, name: name, language: "", form: form, fields: [], body: body)
    }

    private func answer(_ site: TestSite, _ message: String) throws -> String {
        let reply = try #require(try site.explain(message).parts.first?.reply)
        return String(decoding: reply.bytes, as: UTF8.self)
    }

    @Test func onlyHTMLIsEscaped() throws {
        let body = "<{{email.subject}}> {{{email.subject}}}{{> foot}}\n"
        let site = try site(
            text: body, html: body, fields: [.init(name: "Subject", value: "{{email.subject}}")],
            partials: [
                partial("foot", .text, "T & {{mailbox.label}}"),
                partial("foot", .html, "<hr>{{mailbox.label}}"),
            ]
        ) { $0.mailboxes[2].label = "A & B" }
        let text = try answer(site, letter(subject: "x < y"))
        #expect(text.contains("Subject: x < y\n"))
        #expect(text.contains("<x < y> x < yT & A & B"))
        #expect(text.contains("<x &lt; y> x < y<hr>A &amp; B"))
        #expect(text.contains("multipart/alternative"))
    }

    @Test func `empty names are reported`() throws {
        let site = try site(
            text: "{{lead.number}} {{nope}} {{#case.x}}{{y}}{{/case.x}} {{case.number}}{{> gone}}",
            fields: [
                .init(name: "Subject", value: "{{nope}} {{record.url}}"),
                .init(name: "X-Tag", value: "{{email.from.name}}"),
            ])
        let explained = try #require(try site.explain(letter()).parts.first)
        let reply = try #require(explained.verdict.json()["reply"])
        #expect(
            reply["missing_names"]?.array?.compactMap(\.string)
                == ["nope", "record.url", "lead.number", "> gone"])
        #expect(try answer(site, letter()).contains("\n\n   1"))
        // The journal of the delivery lists them as well.
        let report = try site.deliver(letter())
        #expect(report.parts.first?.verdict.reply.missingNames.count == 4)
        let full = try self.site(text: "{{email.subject}} {{#lead}}{{lead.number}}{{/lead}}")
        let whole = try #require(try full.explain(letter()).parts.first)
        #expect(whole.verdict.json()["reply"]?["missing_names"]?.array == [])
    }

    @Test(arguments: ["{{> self}}", "x{{> self}}{{> self}}"])
    func endlessPartialsDegrade(body: String) throws {
        let site = try site(text: "{{> self}}", partials: [partial("self", .text, body)])
        let report = try site.deliver(letter())
        #expect(
            report.parts.first?.verdict.degraded == [
                "template acknowledge: the template is too long, or its partials include each other "
                    + "endlessly"
            ])
        #expect(try site.answers().isEmpty)
        #expect(try site.count("cases") == 1)
    }

    @Test func noFieldCanBreakOutOfItsLine() throws {
        let site = try site(
            text: "x",
            fields: [
                .init(name: "Subject", value: "{{{email.subject}}}"),
                .init(name: "X-From", value: "{{{email.from.name}}}"),
            ])
        let text = try answer(
            site,
            letter(
                subject: "=?utf-8?q?a=0D=0ABcc:_eve@evil?=",
                from: "=?utf-8?q?b=0AX-Evil:_1?= <ada@customer.example>"))
        let head = try #require(text.components(separatedBy: "\n\n").first)
        #expect(!head.contains("\nBcc:"))
        #expect(!head.contains("\nX-Evil:"))
        #expect(head.contains("Subject: a Bcc: eve@evil\n"))
    }

    /// A signature of the author's domain does not confirm an envelope sender in another domain.
    @Test func `only authenticated senders get unshortened text`() throws {
        let site = try site(
            text: "{{email.subject}}", fields: [.init(name: "Subject", value: "x")]
        ) { $0.replies.trustedAuthservIDs = ["mx.example.com"] }
        let subject = "See https://customer.example/1 " + String(repeating: "w ", count: 60) + "end"
        func body(_ results: String, _ sender: String) throws -> String {
            let head = results.isEmpty ? "" : "Authentication-Results: mx.example.com; \(results)\n"
            let explanation = try site.explain(letter(subject: subject, head: head), from: sender)
            let reply = try #require(explanation.parts.first?.reply)
            return String(decoding: reply.bytes, as: UTF8.self)
                .replacing("=\n", with: "")
        }
        let ada = "ada@customer.example"
        #expect(try body("dmarc=pass", ada).contains(subject))
        #expect(try body("spf=pass smtp.mailfrom=customer.example", ada).contains(subject))
        for text in [
            try body("", ada), try body("dmarc=pass", "victim@other.example"),
            try body("dkim=pass header.d=customer.example", "victim@other.example"),
        ] {
            #expect(!text.contains("https:"))
            #expect(!text.contains("end"))
        }
        #expect(
            try body("spf=pass smtp.mailfrom=other.example", "victim@other.example")
                .contains(subject))
    }
}
