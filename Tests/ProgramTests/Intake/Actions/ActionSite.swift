// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import JSON
import Platform
import Store
import SystemMailbox
import TestSupport

/// A site whose mailbox support has a program `erp` make its records, with two rules' worth of
/// answers: one needs the record, the other does not.
final class ActionSite {
    let site: Site
    /// The program.
    let program: String

    /// Words that the answer which needs the record begins with.
    static let answer = "Ticket {{record.number}} at {{record.url}} for {{record.fields.team}}.\n"

    init(command: [String]? = nil, timeout: Int64 = 60_000_000, answer: String = answer) throws {
        site = try Site()
        program = site.directory + "/erp"
        var settings = site.settings
        var erp = ActionProgram(name: "erp", command: command ?? [program])
        erp.timeout = timeout
        settings.programs = [erp]
        for index in settings.mailboxes.indices where settings.mailboxes[index].name == "support" {
            settings.mailboxes[index].action.kind = .program("erp")
            settings.mailboxes[index].rules[0].on = [.new, .followUp]
        }
        settings.templates[0].fields = []
        settings.templates[0].body = answer
        try site.apply(settings)
        try become(Self.ticket)
    }

    /// A shell program's words for an answer with number, URL and a field.
    static let ticket =
        "cat > /dev/null; echo '{\"number\": \"T-17\", \"url\": \"https://erp.example/17\","
        + " \"fields\": {\"team\": \"lamps\"}}'"

    /// Has the program do this from now on: shell commands.
    func become(_ commands: String, mode: Int = 0o755) throws {
        let next = program + ".next"
        try Data("#!/bin/sh\n\(commands)\n".utf8).write(to: URL(fileURLWithPath: next))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: next)
        guard rename(next, program) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    /// The entry that has the program run; there is one at most in these tests.
    func job() throws -> OutboxEntry? { try site.outbox().first { $0.kind == .action } }

    /// The automatic answers, oldest first.
    func answers() throws -> [OutboxEntry] {
        try site.outbox().filter { $0.kind == .autoResponse }
    }

    /// The records that programs made, by the first email of their threads.
    func records() throws -> [ProgramRecord] {
        try site.query { store in
            let ids = try store.connection.all("SELECT id FROM thread ORDER BY id") {
                try $0.int()
            }
            return try ids.compactMap { try store.programRecord(threadID: $0) }
        }
    }

    /// What the journal says of the first email after its delivery.
    func events() throws -> [String] {
        try site.query { try $0.journal(emailID: 1).map(\.event.rawValue) }
    }

    /// Runs `mailclerkctl flush`, as if so many microseconds had passed.
    @discardableResult
    func flush(after delay: Int64 = 0) throws -> Outcome {
        try Program.control.run(
            ["flush", "--store", site.storePath],
            environment: Program.plainEnvironment.merging([
                "MAILCLERK_TEST_CLOCK": String(Clock.system.now() + delay)
            ]) { $1 })
    }

    /// The private directories that runs left behind.
    func leftovers() throws -> [String] {
        try FileSystem.list(site.directory + "/store").filter { $0.contains("-action-") }
    }
}

/// Whether a process is there and more than a zombie, after the kernel had time to end it.
func isAlive(_ process: Int32) -> Bool {
    for _ in 0..<500 {
        let stat = (try? FileSystem.read("/proc/\(process)/stat")).map {
            String(decoding: $0, as: UTF8.self)
        }
        guard let state = stat?.split(separator: ")").last?.split(separator: " ").first,
            state != "Z"
        else { return false }
        usleep(10_000)
    }
    return true
}
