// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import JSON
import Platform
import Store
import SystemMailbox
import Testing

@Suite("A program makes the records")
struct ActionTests {
    @Test func recordIsMadeAndTheAnswerSpeaksOfIt() throws {
        let erp = try ActionSite()
        #expect(try erp.site.deliver() == .silent(0))
        let job = try #require(try erp.job())
        #expect(job.state == .sent && job.attempts == 1 && job.lastError == nil)
        #expect(
            try erp.records() == [
                ProgramRecord(
                    program: "erp", number: "T-17", url: "https://erp.example/17",
                    fields: JSONObject([("team", "lamps")]))
            ])
        let sent = try #require(try erp.site.sendmail.handed().first)
        #expect(sent.message.contains("Ticket T-17 at https://erp.example/17 for lamps."))
        #expect(sent.arguments.suffix(2) == ["--", "ada@customer.example"])
        let answer = try #require(try erp.answers().first)
        #expect(answer.state == .sent && sent.message.contains("<\(answer.messageID)>"))
        #expect(try erp.events() == ["delivered", "action-done", "sent"])
        #expect(try erp.leftovers() == [])
        #expect(try erp.site.caseNumbers() == [])
    }

    @Test func programSeesTheMessageItsFilesAndNothingOfOurs() throws {
        let erp = try ActionSite()
        let seen = erp.site.directory + "/seen"
        try erp.become(
            """
            mkdir \(seen)
            cat > \(seen)/input
            env | sort > \(seen)/environment
            pwd > \(seen)/directory
            stat -c '%a %n' . * > \(seen)/modes
            cp * \(seen)/
            echo left > result; mkdir deep; echo left > deep/file
            ls -l /proc/self/fd > \(seen)/descriptors
            echo '{"number": 4}'
            """)
        let bytes = (0..<50_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let message = """
            From: Ada Lovelace <ada@customer.example>
            To: Support <support@example.com>, other@example.com
            Cc: Grace <grace@example.com>
            Subject: =?utf-8?q?L=C3=A4mp?=
            Message-ID: <a@customer.example>
            Date: Mon, 21 Sep 2026 14:13:20 +0000
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain

            It is dark.
            --b
            Content-Type: application/x-lamp
            Content-Disposition: attachment; filename="../../etc/lamp.bin"
            Content-Transfer-Encoding: base64

            \(Data(bytes).base64EncodedString())
            --b
            Content-Type: application/x-lamp
            Content-Disposition: attachment; filename="lamp.bin"

            second
            --b--

            """
        let surroundings = ["SECRET": "x", "RECIPIENT": "support@example.com"]
        #expect(try erp.site.deliver(message, environment: surroundings) == .silent(0))
        func read(_ name: String) throws -> [UInt8] { try FileSystem.read(seen + "/" + name) }
        func lines(_ name: String) throws -> [String] {
            String(decoding: try read(name), as: UTF8.self).split(separator: "\n").map(String.init)
        }
        let job = try #require(try erp.job())
        // The shell adds PWD, and some `_` and OLDPWD, by itself.
        let variables = try lines("environment").filter { variable in
            !["PWD=", "OLDPWD=", "_=", "SHLVL="].contains { variable.hasPrefix($0) }
        }
        #expect(
            variables == [
                "LANG=C.UTF-8", "MAILCLERK_ACTION=erp",
                "MAILCLERK_IDEMPOTENCY_KEY=\(job.messageID)", "MAILCLERK_MAILBOX=support",
                "PATH=/usr/bin:/bin",
            ])
        let directory = try #require(try lines("directory").first)
        #expect(directory.hasPrefix(erp.site.directory + "/store/"))
        #expect(
            try lines("modes").sorted() == [
                "600 1-lamp.bin", "600 2-lamp.bin", "600 message.eml", "700 .",
            ])
        #expect(try read("1-lamp.bin") == bytes)
        #expect(try read("2-lamp.bin") == Array("second".utf8))
        #expect(try read("message.eml") == Array(message.utf8))
        #expect(try erp.leftovers() == [])
        try expectInput(try JSON(parsing: try read("input")), directory: directory, job: job)
    }

    private func expectInput(_ input: JSON, directory: String, job: OutboxEntry) throws {
        #expect(input["idempotency_key"] == .string(job.messageID))
        #expect(job.messageID.count == 32)
        #expect(
            input["mailbox"] == [
                "name": "support", "label": "Customer support", "address": "support@example.com",
            ])
        #expect(
            input["envelope"] == [
                "sender": "ada@customer.example", "recipient": "support@example.com",
            ])
        #expect(input["thread"] == ["id": 1, "verified": true])
        #expect(input["attempt"] == 1)
        let email = try #require(input["email"])
        #expect(email["id"] == 1 && email["message_id"] == "a@customer.example")
        #expect(email["subject"] == "Lämp" && email["kind"] == "personal")
        #expect(email["from"] == ["name": "Ada Lovelace", "address": "ada@customer.example"])
        #expect(email["to"]?.array?.count == 2)
        #expect(email["cc"] == [["name": "Grace", "address": "grace@example.com"]])
        #expect(email["date"] == "2026-09-21T14:13:20Z")
        #expect(email["text"] == "It is dark." && email["html"] == .null)
        #expect(email["headers"]?[3] == ["Subject", "Lämp"])
        #expect(email["raw"] == .string(directory + "/message.eml"))
        #expect(
            email["attachments"]?[0] == [
                "path": .string(directory + "/1-lamp.bin"), "filename": "../../etc/lamp.bin",
                "content_type": "application/x-lamp", "size": 50_000,
            ])
        #expect(email["attachments"]?[1]?["path"] == .string(directory + "/2-lamp.bin"))
    }

    @Test func duplicateRunsNothing() throws {
        let erp = try ActionSite()
        let runs = erp.site.directory + "/runs"
        try erp.become("echo run >> \(runs); echo '{\"number\": 1}'")
        for _ in 0..<3 { #expect(try erp.site.deliver() == .silent(0)) }
        #expect(try FileSystem.read(runs) == Array("run\n".utf8))
        #expect(try erp.site.outbox().count == 2)
    }

    @Test func followUpJoinsTheRecordAndIsAnsweredWithIt() throws {
        let erp = try ActionSite()
        let runs = erp.site.directory + "/runs"
        try erp.become("echo run >> \(runs); \(ActionSite.ticket)")
        #expect(try erp.site.deliver() == .silent(0))
        let second = letter("2", head: "In-Reply-To: <1@customer.example>\n")
        #expect(try erp.site.deliver(second) == .silent(0))
        #expect(try FileSystem.read(runs) == Array("run\n".utf8))
        #expect(try erp.records().count == 1)
        #expect(try erp.site.sendmail.handed().filter { $0.message.contains("T-17") }.count == 2)
        let verdict = try erp.site.query { try $0.journal(emailID: 3).first?.details }
        #expect(verdict?["action"]?["will"] == "append")
        #expect(verdict?["action"]?["why"] == "its thread belongs to erp T-17")
    }

    @Test func followUpOfAWaitingRecordWaitsToo() throws {
        let erp = try ActionSite()
        try erp.become("exit 75")
        #expect(try erp.site.deliver() == .silent(0))
        let second = letter("2", head: "In-Reply-To: <1@customer.example>\n")
        #expect(try erp.site.deliver(second) == .silent(0))
        #expect(try erp.site.outbox().filter { $0.kind == .action }.count == 1)
        #expect(try erp.answers().map(\.state) == [.held, .held])
        let verdict = try erp.site.query { try $0.journal(emailID: 2).first?.details }
        #expect(verdict?["action"]?["why"] == "its thread waits for the record of erp")
        #expect(verdict?["reply"]?["why"]?.string?.contains("waits for the record of erp") == true)
        try erp.become(ActionSite.ticket)
        #expect(try erp.flush(after: 90_000_000).status == 0)
        #expect(try erp.answers().map(\.state) == [.sent, .sent])
        #expect(try erp.site.sendmail.handed().filter { $0.message.contains("T-17") }.count == 2)
    }

    @Test func answerThatNeedsNoRecordDoesNotWait() throws {
        let erp = try ActionSite(answer: "We got {{email.subject}}.\n")
        try erp.become("exit 1")
        #expect(try erp.site.deliver() == .silent(0))
        #expect(try erp.answers().map(\.state) == [.sent])
        #expect(try erp.site.sendmail.handed().count == 1)
        #expect(try erp.job()?.state == .failed)
    }
}
