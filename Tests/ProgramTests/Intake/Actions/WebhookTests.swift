// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import JSON
import Platform
import SystemMailbox
import TestSupport
import Testing

@Suite("The webhook in contrib/actions")
struct WebhookTests {
    /// A site whose program is the webhook, copied to where only root may write.
    private func erp(_ service: WebService, _ options: String...) throws -> ActionSite {
        let erp = try ActionSite(answer: "Ticket {{record.number}} at {{record.url}}.\n")
        let source = Source.root + "/contrib/actions/webhook"
        try FileSystem.write(
            erp.site.directory + "/webhook", try FileSystem.read(source), mode: 0o755)
        var settings = erp.site.settings
        settings.programs[0].command =
            [erp.site.directory + "/webhook"] + options + [service.address]
        try erp.site.apply(settings)
        return erp
    }

    @Test func recordIsMadeOverHTTP() throws {
        let service = try WebService(answers: [
            (201, "{\"data\": {\"id\": 4711, \"href\": \"https://tickets.example/4711\"}}")
        ])
        let token = service.directory + "/token"
        try FileSystem.write(token, Array("s3cret\n".utf8))
        let erp = try erp(
            service, "--number", "data.id", "--link", "data.href", "--token-file", token,
            "--header", "X-Team: lamps", "--attachments")
        let message = """
            From: ada@customer.example
            Subject: Lamp
            Message-ID: <1@customer.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b

            dark
            --b
            Content-Disposition: attachment; filename=a.txt

            abc
            --b--

            """
        #expect(try erp.site.deliver(message) == .silent(0))
        #expect(try erp.job()?.lastError == nil)
        #expect(
            try erp.records() == [
                ProgramRecord(program: "erp", number: "4711", url: "https://tickets.example/4711")
            ])
        #expect(
            try erp.site.sendmail.handed().first?.message
                .contains("Ticket 4711 at https://tickets.example/4711.") == true)
        let request = try #require(try service.requests().first)
        let fields = try #require(request["fields"])
        #expect(request["method"] == "POST")
        #expect(fields["idempotency-key"] == .string(try #require(try erp.job()).messageID))
        #expect(fields["authorization"] == "Bearer s3cret" && fields["x-team"] == "lamps")
        #expect(fields["content-type"] == "application/json")
        let email = try #require(request["body"]?["email"])
        #expect(email["subject"] == "Lamp" && email["raw"] == nil)
        let attachment = try #require(email["attachments"]?[0])
        #expect(attachment["content"] == "YWJj" && attachment["path"] == nil)
    }

    @Test func serviceThatIsBusyIsAskedAgainWithTheSameKey() throws {
        let service = try WebService(answers: [
            (503, "busy"), (429, "slower"), (200, "{\"number\": \"A-1\", \"url\": null}"),
        ])
        let erp = try erp(service)
        #expect(try erp.site.deliver() == .silent(0))
        let job = try #require(try erp.job())
        #expect(job.state == .due)
        #expect(job.lastError?.contains("answered 503: busy") == true)
        #expect(try erp.flush(after: 90_000_000).status == 75)
        #expect(try erp.job()?.lastError?.contains("answered 429") == true)
        #expect(try erp.flush(after: 4_000_000_000).status == 0)
        #expect(try erp.records() == [ProgramRecord(program: "erp", number: "A-1")])
        #expect(try erp.answers().map(\.state) == [.sent])
        let keys = try service.requests().map { $0["fields"]?["idempotency-key"] }
        #expect(keys == Array(repeating: .string(job.messageID), count: 3))
        let attempts = try service.requests().map { $0["body"]?["attempt"] }
        #expect(attempts == [1, 2, 3])
    }

    @Test func serviceThatIsNotThereIsAskedAgain() throws {
        let service = try WebService(answers: [])
        service.stop()
        let erp = try erp(service)
        #expect(try erp.site.deliver() == .silent(0))
        #expect(try erp.job()?.state == .due)
        #expect(try erp.job()?.lastError?.contains("refused") == true)
    }

    @Test(arguments: [
        (422, "{\"error\": \"no\"}", "answered 422: {\"error\": \"no\"}"),
        (302, "", "answered 302"), (200, "<html>", "not JSON"), (200, "{}", "no \"number\""),
        (200, "{\"number\": true}", "no \"number\""),
        (200, "{\"number\": \"" + String(repeating: "9", count: 40_000) + "\"}", "more than"),
    ])
    func serviceThatRefusesIsNotAskedAgain(status: Int, body: String, reason: String) throws {
        let service = try WebService(answers: [(status, body)])
        let erp = try erp(service)
        #expect(try erp.site.deliver() == .silent(0))
        let job = try #require(try erp.job())
        #expect(job.state == .failed)
        #expect(job.lastError?.contains(reason) == true, "\(job.lastError ?? "")")
        #expect(try service.requests().count == 1)
    }
}
