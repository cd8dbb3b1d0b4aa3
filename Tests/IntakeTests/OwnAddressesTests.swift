// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Store
import SystemMailbox
import Testing

@testable import Intake

/// Tests that a delivery looks up its senders in the store once, and only if it is needed.
@Suite struct OwnAddressesTests {
    private func site(users: Int = 0, mailboxes: Int = 0) throws -> TestSite {
        try TestSite { settings in
            settings.users = (0..<users).map { number in
                var user = User(name: "user\(number)")
                user.address = "User\(number)@Example.com"
                return user
            }
            settings.mailboxes += (0..<mailboxes).map { number in
                MailboxSettings(
                    name: "box\(number)", label: "Box", address: "box\(number)@example.com")
            }
        }
    }

    /// Returns the number of statements that a closure runs, and its result.
    private func statements<T>(
        _ store: Store, _ body: () throws -> T
    ) rethrows -> (count: Int, result: T) {
        let before = store.connection.statementsRun
        let result = try body()
        return (store.connection.statementsRun - before, result)
    }

    @Test func usersAreReadOnceForAMessage() throws {
        let site = try site(users: 40)
        func delivery(_ id: String, copies: Range<Int>) throws -> Int {
            let cc = copies.map { "user\($0)@example.com" }.joined(separator: ", ")
            return try statements(site.store) {
                try site.deliver(
                    letter(id, head: "Cc: \(cc)\n", from: "user0@example.com"),
                    from: "user0@example.com")
            }.count
        }
        let one = try delivery("one", copies: 1..<2)
        #expect(try delivery("many", copies: 1..<40) == one)
    }

    @Test func userAddressIsFoundInEverySpelling() throws {
        let site = try site(users: 3)
        let addresses = OwnAddresses(store: site.store, delimiter: "+")
        for (text, isUser) in [
            ("user1@example.com", true), ("USER2@EXAMPLE.COM.", true), ("user3@example.com", false),
        ] {
            let address = try #require(Address.parse(text))
            #expect(try addresses.isUser(address) == isUser)
        }
    }

    @Test(arguments: [0, 50])
    func ownMessageIsKnownByTwoStatements(mailboxes: Int) throws {
        let site = try site(mailboxes: mailboxes)
        try site.deliver(letter())
        let reply = try #require(try site.answers().first)
        let addresses = OwnAddresses(store: site.store, delimiter: "+")
        let own = Message(Array("Message-ID: <\(reply.messageID)>\n\nx\n".utf8))
        for expected in [2, 0] {
            let asked = try statements(site.store) { try addresses.isOwnMessage(own) }
            #expect(asked.count == expected)
            #expect(asked.result)
        }
        let foreign = Message(Array("Message-ID: <1@customer.example>\n\nx\n".utf8))
        let asked = try statements(site.store) { try addresses.isOwnMessage(foreign) }
        #expect(asked.count == 0)
        #expect(!asked.result)
    }
}
