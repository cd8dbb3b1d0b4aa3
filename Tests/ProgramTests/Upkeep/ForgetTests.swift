// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import SQL
import Store
import SystemMailbox
import TestSupport
import Testing

/// PersonErasure a person.
@Suite struct ForgetTests {
    private func message(
        _ number: Int, from: String, to: String = "support@example.com", _ subject: String,
        head: String = "", body: String
    ) -> String {
        """
        From: \(from)
        To: \(to)
        Subject: \(subject)
        Message-ID: <\(number)@mail.example>
        \(head)Date: Mon, 21 Sep 2026 14:13:20 +0000

        \(body)

        """
    }

    /// What must not be left: parts of the person's name, address and words.
    private static let traces = [
        "lovelace", "ada@customer.example", "ada+shop@customer.example", "indigo telescope",
        "indigo", "zygomatic", "violet pangolin", "pangolin", "secret note",
    ]

    private func fill(_ site: Site) throws {
        func deliver(_ message: String, _ sender: String, _ mailbox: String = "support") throws {
            let outcome = try site.deliver(message, ["-f", sender, "\(mailbox)@example.com"])
            try #require(outcome.status == 0)
        }
        let ada = "Ada Lovelace <ada@customer.example>"
        let bob = "Bob Baker <bob@other.example>"
        try deliver(
            message(1, from: ada, "Indigo telescope", body: "Where is it? zygomatic"),
            "ada@customer.example")
        try deliver(message(2, from: bob, "Lamp", body: "It is dark here."), "bob@other.example")
        try deliver(
            message(
                3, from: "Ada Lovelace <ada+shop@customer.example>", to: "sales@example.com",
                "Violet pangolin", body: "How much?"), "ada+shop@customer.example", "sales")
        // Somebody answers in the thread that Ada began, quoting her.
        try deliver(
            message(
                4, from: bob, "Re: Indigo telescope", head: "References: <1@mail.example>\n",
                body: "> Where is it? zygomatic\n\nWith me."), "bob@other.example")
        // A colleague sends her a copy.
        try deliver(
            message(
                5, from: "Carol <carol@other.example>", to: "support@example.com, " + ada,
                "Both of you", body: "Hello Ms Lovelace."), "carol@other.example")
        #expect(try site.control(["flush"]).status == 0)
        #expect(try site.control(["case", "1", "note"], input: "A secret note").status == 0)
        let note = "Ask ada@customer.example, too"
        #expect(try site.control(["case", "2", "note"], input: note).status == 0)
        #expect(try site.control(["mark", "1", "--read", "--as", "root"]).status >= 0)
        // Its record is taken back: the journal has a copy.
        let sales = try #require(
            try site.emails().first { $0.subject == "Violet pangolin" })
        #expect(try site.control(["undo", "\(sales.id)"]).status == 0)
        #expect(try site.control(["search", "pangolin"]).status == 0)
        try FileManager.default.createDirectory(
            atPath: site.emergencyDirectory, withIntermediateDirectories: true)
        for (name, text) in [("1.failed", "indigo for ADA@customer.example"), ("2.failed", "x")] {
            try Data(text.utf8).write(
                to: URL(fileURLWithPath: site.emergencyDirectory + "/" + name))
        }
    }

    /// Where in the files of the store's directory a person has left something.
    private func findTraces(_ site: Site) throws -> [String] {
        let store = URL(fileURLWithPath: site.directory + "/store")
        let files = try #require(
            FileManager.default.enumerator(at: store, includingPropertiesForKeys: nil))
        return try files.compactMap { $0 as? URL }.filter { !$0.hasDirectoryPath }.flatMap { url in
            let text = String(decoding: try Data(contentsOf: url), as: UTF8.self).lowercased()
            let name = url.lastPathComponent
            return Self.traces.filter { text.contains($0) }.map { "\(name): \($0)" }
        }
    }

    @Test func `nothing of a person is left in the store's directory`() throws {
        let site = try Site()
        try fill(site)
        #expect(try !findTraces(site).isEmpty)
        let file = site.directory + "/ada.jsonl"
        let planned = try site.object(
            ["contact", "forget", "Ada@Customer.example", "-o", file, "--dry-run"])
        #expect(!FileManager.default.fileExists(atPath: file))
        #expect(try site.emails().count == 5)
        let before = try site.emails(.out).count

        let done = try site.object(["contact", "forget", "Ada@Customer.example", "-o", file])
        #expect(done["emails"] as? Int == planned["emails"] as? Int)
        #expect(done["cases"] as? Int == 1)
        #expect(done["emergency"] as? Int == 1)
        #expect(done["not_rebuilt"] is NSNull)
        #expect(try findTraces(site) == [])
        #expect(try site.emails().map(\.subject) == ["Lamp"])
        #expect(before > 0)
        let numbers = try site.caseNumbers()
        #expect(numbers.contains(2) && !numbers.contains(1))
        #expect(FileManager.default.fileExists(atPath: site.emergencyDirectory + "/2.failed"))
        try site.query { store in
            let sound = try store.connection.file?.integrityProblems(isThorough: true) == []
            #expect(sound)
            let broken = try store.connection.all("PRAGMA foreign_key_check") { try $0.text() }
            #expect(broken == [])
        }

        // All of it is in the file, and its emails can be imported.
        let text = try String(contentsOfFile: file, encoding: .utf8)
        for type in ["contact", "case", "email", "journal", "outbox", "event", "emergency"] {
            #expect(text.contains("{\"type\":\"\(type)\""), "\(type)")
        }
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(text.contains("A secret note"))
        _ = try site.control(["import", "archive", file])
        #expect(try site.emails().count == 5)
        #expect(try site.deliver(letter("9")) == .silent(0))
    }

    @Test func `who mentions a person keeps the mail, and copies are told of`() throws {
        let site = try Site()
        try site.deliver()
        try site.deliver(
            message(
                7, from: "Bob <bob@other.example>", "Who is that?",
                body: "ada@customer.example wrote to me."),
            ["-f", "bob@other.example", "support@example.com"])
        let copy = site.storePath + ".copy"
        #expect(try site.control(["backup", copy]).status == 0)
        let file = site.directory + "/ada"
        let done = try site.object(["contact", "forget", "ada@customer.example", "-o", file])
        #expect(done["mentions"] as? [Int] == [3])
        #expect(done["copies"] as? [String] == [copy])
        #expect(try site.emails().map(\.subject) == ["Who is that?"])

        let again = ["contact", "forget", "ada@customer.example", "-o", file + "2"]
        #expect(try site.control(again).status == 67)
        #expect(try site.control(["contact", "forget", "no address"]).status == 64)
        #expect(try site.control(again + ["--as", "alice"]).status == 77)
        let bob = ["contact", "forget", "bob@other.example", "-o", file]
        #expect(try site.control(bob).status == 77, "the file is there")
        #expect(try site.emails().count == 1)
    }

    @Test(.enabled(if: geteuid() == 0, "needs root: the store is another user's"))
    func `root exports to where the store's owner cannot write`() throws {
        let site = try Site()
        try site.deliver()
        let store = site.directory + "/store"
        for name in try FileManager.default.contentsOfDirectory(atPath: store) {
            chown("\(store)/\(name)", 65534, 65534)
        }
        chown(store, 65534, 65534)
        chmod(site.directory, 0o711)
        let file = site.directory + "/ada"
        #expect(
            try site.control(["contact", "forget", "ada@customer.example", "-o", file]).status == 0)
        #expect(FileManager.default.fileExists(atPath: file))
        for name in try FileManager.default.contentsOfDirectory(atPath: store) {
            let attributes = try FileManager.default.attributesOfItem(atPath: "\(store)/\(name)")
            #expect(attributes[.ownerAccountID] as? Int == 65534, "\(name)")
        }
        #expect(try site.emails().isEmpty)
    }
}
