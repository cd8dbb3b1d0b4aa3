// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import SystemMailbox

@Suite struct SignedTokenTests {
    typealias Key = (number: Int64, secret: [UInt8])

    private let key: Key = (number: 3, secret: [UInt8](repeating: 7, count: 32))
    private let other: Key = (number: 3, secret: [UInt8](repeating: 8, count: 32))
    private static let day: Int64 = 86_400_000_000
    private let now: Int64 = 20_000 * Self.day + 5

    private func make(
        mailbox: Int64 = 2, thread: Int64 = 77, participant: String = "ada@customer.example"
    ) -> String {
        SignedToken.make(
            mailboxID: mailbox, threadID: thread, participant: participant, now: now, key: key)
    }

    @Test func isThirtyTwoLettersThatSurviveFolding() throws {
        let token = make()
        #expect(token.utf8.count == 32)
        #expect(token == make())
        #expect(token == token.lowercased())
        #expect(SignedToken.hasForm(token))
        let read = try #require(SignedToken(token.uppercased(), mailboxID: 2, keys: [key]))
        #expect(read.threadID == 77)
        #expect(read.isFor("ada@customer.example"))
        #expect(!read.isFor("eve@other.example"))
    }

    @Test func isBoundToMailboxThreadParticipantAndKey() {
        let token = make()
        #expect(SignedToken(token, mailboxID: 1, keys: [key]) == nil)
        #expect(SignedToken(token, mailboxID: 2, keys: [other]) == nil)
        #expect(SignedToken(token, mailboxID: 2, keys: []) == nil)
        #expect(token != make(thread: 78))
        #expect(token != make(participant: "eve@other.example"))
    }

    /// Tests that a token is rejected if any of its letters is changed.
    @Test(arguments: 0..<32)
    func anAlteredOneIsNone(position: Int) {
        var letters = Array(make().utf8)
        letters[position] = letters[position] == UInt8(ascii: "a") ? UInt8(ascii: "b") : 97
        let altered = String(decoding: letters, as: UTF8.self)
        #expect(SignedToken(altered, mailboxID: 2, keys: [key]) == nil)
    }

    @Test(arguments: [
        "", "a", String(repeating: "1", count: 32), String(repeating: "a", count: 33),
    ])
    func otherTextHasNotTheForm(text: String) {
        #expect(!SignedToken.hasForm(text))
        #expect(SignedToken(text, mailboxID: 2, keys: [key]) == nil)
    }

    @Test func isValidForItsLifetimeOnly() throws {
        let read = try #require(SignedToken(make(), mailboxID: 2, keys: [key]))
        #expect(!read.isExpired(at: now + SignedToken.lifetime))
        #expect(!read.isExpired(at: (read.lastDay + 1) * Self.day - 1))
        #expect(read.isExpired(at: (read.lastDay + 1) * Self.day))
    }

    /// Tests that keys whose numbers have the same low byte are all tried.
    @Test func keysWithTheSameLowByteAreAllTried() {
        let namesake: Key = (number: 3 + 256, secret: [UInt8](repeating: 9, count: 32))
        #expect(SignedToken(make(), mailboxID: 2, keys: [namesake, key])?.threadID == 77)
    }

    @Test func messageIDsAreDerivedAndRecognised() {
        let digest = [UInt8](0..<32)
        let token = make()
        func id(_ digest: [UInt8]) -> String {
            SignedMessageID.make(token: token, address: "support@example.com", digest: digest)
        }
        #expect(id(digest) == id(digest))
        #expect(id(digest) != id(digest.reversed()))
        #expect(id(digest).hasSuffix("@example.com"))
        let local = id(digest).prefix { $0 != "@" }
        #expect(local.utf8.count <= 64)
        #expect(SignedMessageID.token(in: id(digest)) == token)
        #expect(SignedMessageID.token(in: id(digest).uppercased()) == token)
        // The longer serial of earlier versions is recognised, too.
        #expect(SignedMessageID.token(in: "mc.\(token).7svx3xgiexrsd2of@example.com") == token)
        for foreign in ["mc.a.b@c", "x.\(token).y@c", "mc.\(token)@c", "mc.\(token).y", ""] {
            #expect(SignedMessageID.token(in: foreign) == nil)
        }
    }

    @Test(arguments: [
        ("support@a.example", "a.example"),
        ("support@kundendienst.shop.example.com", "kundendienst.shop.example.com"),
        ("support@bücher.example", "xn--bcher-kva.example"),
        ("jörg@Bücher.example", "xn--bcher-kva.example"),
    ])
    func `a Message-ID is ASCII and short`(address: String, domain: String) {
        let id = SignedMessageID.make(
            token: make(), address: address, digest: [UInt8](0..<32))
        #expect(id.hasSuffix("@\(domain)"))
        #expect(id.utf8.allSatisfy { $0 < 0x80 })
        #expect("<\(id)>".utf8.count < 78)
        #expect(SignedMessageID.token(in: id) == make())
    }
}
