// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import Platform
import SQL
import Testing

@testable import Store

/// Tests of the location of a store and of the files beside it.
@Suite struct StoreLocationTests {
    @Test func `a path is a file, a URL is a server, and both keep their text`() {
        #expect(StoreLocation("/srv/m.db") == .file("/srv/m.db"))
        #expect(StoreLocation("m.db") == .file("m.db"))
        for text in ["postgresql://db.example/mail", "postgres://u@db.example/mail"] {
            #expect(StoreLocation(text) == .server(text))
            #expect(StoreLocation(text).text == text)
            #expect(StoreLocation(text).filePath == nil)
        }
        #expect(StoreLocation("/srv/m.db").text == "/srv/m.db")
        #expect(StoreLocation("/srv/m.db").filePath == "/srv/m.db")
    }

    @Test func `the option precedes the environment, which precedes the default`() async {
        await #expect(processExitsWith: .success) {
            unsetenv("MAILCLERK_STORE")
            #expect(StoreLocation(option: nil) == .standard)
            #expect(StoreLocation.standard.text == "/var/lib/mailclerk/mailclerk.db")
            setenv("MAILCLERK_STORE", "", 1)
            #expect(StoreLocation(option: nil) == .standard)
            setenv("MAILCLERK_STORE", "/srv/m.db", 1)
            #expect(StoreLocation(option: nil) == .file("/srv/m.db"))
            #expect(StoreLocation(option: "/tmp/x.db") == .file("/tmp/x.db"))
        }
    }

    @Test func `the other files are beside the store, or for a server in the default directory`() {
        let file = StoreLocation.file("/srv/mail/m.db")
        #expect(file.stateDirectory == "/srv/mail")
        #expect(file.companion("queue") == "/srv/mail/m.db-queue")
        #expect(EmergencyDirectory(of: file).path == "/srv/mail/emergency")
        #expect(
            StoreLocks.paths(of: file) == [
                "/srv/mail/m.db-queue", "/srv/mail/m.db-senders", "/srv/mail/m.db-take-in",
            ])
        #expect(DiskReserve(of: file)?.path == "/srv/mail/m.db-reserve")
        let server = StoreLocation.server("postgresql://db.example/mail")
        #expect(server.stateDirectory == "/var/lib/mailclerk")
        #expect(server.companion("queue") == "/var/lib/mailclerk/queue")
        #expect(EmergencyDirectory(of: server).path == "/var/lib/mailclerk/emergency")
        #expect(DiskReserve(of: server) == nil)
    }

    @Test func `the owner is that of the file, or of its directory without a file`() throws {
        let directory = NSTemporaryDirectory() + "mailclerk-\(UUID().uuidString)"
        try FileSystem.makeDirectory(directory, mode: 0o700)
        defer { try? FileSystem.removeTree(directory) }
        let location = StoreLocation.file(directory + "/m.db")
        #expect(try location.owner() == geteuid())
        try FileSystem.create(directory + "/m.db", [], mode: 0o600)
        if geteuid() == 0 { chown(directory + "/m.db", 65_534, 65_534) }
        #expect(try location.owner() == (geteuid() == 0 ? 65_534 : geteuid()))
        #expect(try StoreLocation.file(directory + "/none/m.db").owner() == nil)
    }

    @Test func `this build refuses a server and says what to do`() {
        let server = StoreLocation.server("postgresql://db.example/mail")
        #expect(throws: StoreError.noServer) { try server.checkEngine() }
        #expect(throws: StoreError.noServer) { try Store.open(server) }
        #expect(throws: StoreError.noServer) { try Store.create(at: server, now: 1) }
        #expect(throws: StoreError.noServer) { try Store.migrate(server, now: 1) { _, _ in } }
        #expect(
            "\(StoreError.noServer)" == "this build has no PostgreSQL; use the path of a store")
    }
}
