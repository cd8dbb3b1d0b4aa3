// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Testing

@testable import Desk

@Suite struct CallerTests {
    private static let store: UInt32 = 200
    private static let logins: [UInt32: String] = [0: "root", 200: "mailclerk", 1000: "alice"]

    private func caller(
        _ user: UInt32, sudo: String? = nil, storeOwner: UInt32 = store,
        standardStoreOwner: UInt32? = nil, asUser: String? = nil, hasStoreOption: Bool = false
    ) throws(Caller.Refusal) -> Caller {
        let facts = Caller.Facts(
            userID: user, userName: Self.logins[user], storeOwner: storeOwner,
            standardStoreOwner: standardStoreOwner, sudoUserID: sudo)
        return try Caller(
            facts, asUser: asUser, hasStoreOption: hasStoreOption, login: { Self.logins[$0] })
    }

    @Test(
        arguments: [
            (0, nil, .owner(name: "root")), (0, "1000", .owner(name: "root")),
            (200, nil, .owner(name: "mailclerk")), (200, "0", .owner(name: "mailclerk")),
            (1000, nil, .user(name: "alice")), (1000, "0", .user(name: "alice")),
            (1000, "200", .user(name: "alice")), (4711, nil, .user(name: "uid 4711")),
        ] as [(UInt32, String?, Viewer)])
    func `root and the store owner have the owner's access, others their own`(
        user: UInt32, sudo: String?, expected: Viewer
    ) throws {
        let caller = try caller(user, sudo: sudo)
        #expect(caller.viewer == expected)
        #expect(!caller.isAgent)
    }

    @Test func `sudo to the store owner gives only the agent's access`() throws {
        let agent = try caller(200, sudo: "1000")
        #expect(agent.viewer == .user(name: "alice"))
        #expect(agent.isAgent)
        #expect(throws: Caller.Refusal.asOption) {
            try caller(200, sudo: "1000", asUser: "carol")
        }
        #expect(throws: Caller.Refusal.storeOption) {
            try caller(200, sudo: "1000", hasStoreOption: true)
        }
    }

    @Test func `sudo to the owner of the standard store makes an agent for every store`() throws {
        func stray(sudo: String?, hasStoreOption: Bool = false) throws -> Caller {
            try caller(
                200, sudo: sudo, storeOwner: 1000, standardStoreOwner: 200,
                hasStoreOption: hasStoreOption)
        }
        #expect(try stray(sudo: "1000").viewer == .user(name: "alice"))
        #expect(try stray(sudo: "1000").isAgent)
        #expect(throws: Caller.Refusal.storeOption) {
            try stray(sudo: "1000", hasStoreOption: true)
        }
        #expect(try !stray(sudo: "0").isAgent)
        #expect(try !stray(sudo: nil, hasStoreOption: true).isAgent)
    }

    @Test(arguments: ["", "4711", "-1", "alice", "1000 ", "99999999999"])
    func `an unknown SUDO_UID is refused`(sudo: String) {
        #expect(throws: Caller.Refusal.unknownAgent) { try caller(200, sudo: sudo) }
    }

    @Test func `root has the owner's access if root owns the store`() throws {
        #expect(try caller(0, sudo: "1000", storeOwner: 0).viewer == .owner(name: "root"))
    }

    @Test func `owners may act as any user, with that user's access`() throws {
        #expect(try caller(0, asUser: "carol").viewer == .user(name: "carol"))
        #expect(try caller(200, asUser: "carol").viewer == .user(name: "carol"))
        #expect(throws: Caller.Refusal.asOption) { try caller(1000, asUser: "carol") }
    }

    @Test(arguments: ["alice", "root", "mailclerk", "ada@example.com"])
    func `a user of the web server never has the owner's access`(name: String) throws {
        let caller = try Caller(remoteUser: name, authentication: "verified")
        #expect(caller.viewer == .user(name: name))
        #expect(!caller.viewer.isOwner)
        #expect(caller.isAgent)
        #expect(throws: Caller.Refusal.ownerOnly) {
            try caller.require(isOwner: true, files: false)
        }
        #expect(throws: Caller.Refusal.noFiles) { try caller.require(isOwner: false, files: true) }
        try caller.require(isOwner: false, files: false)
    }

    @Test(
        arguments: [
            ("alice", nil), ("alice", ""), ("alice", "yes"), ("alice", "Verified"),
            ("alice", "verified "), (nil, "verified"), ("", "verified"), (nil, nil),
        ] as [(String?, String?)])
    func `a web user without authentication is refused`(name: String?, authentication: String?) {
        #expect(throws: Caller.Refusal.notAuthenticated) {
            try Caller(remoteUser: name, authentication: authentication)
        }
    }

    @Test func `commands of the store owner are refused to others`() throws {
        let owner = try caller(200)
        try owner.require(isOwner: true, files: true)
        let user = try caller(1000)
        try user.require(isOwner: false, files: true)
        #expect(throws: Caller.Refusal.ownerOnly) { try user.require(isOwner: true, files: false) }
    }
}
