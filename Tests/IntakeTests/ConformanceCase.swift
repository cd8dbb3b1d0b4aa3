// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import SystemMailbox
import Testing

@testable import Intake

/// A line of `Fixtures/responder/cases.jsonl`; the README beside it explains the keys.
struct ConformanceCase: Decodable, Sendable, CustomTestStringConvertible {
    struct Responder: Decodable, Sendable {
        var trusted_authserv_ids: [String]?
        var spam_fields: [String]?
        var forms: [String]?
        var own_lists: [String]?
        var once_per_seconds: Int64?
        var answered: [Answered]?
        var thread: Thread?
    }

    struct Answered: Decodable, Sendable {
        var seconds_ago: Int64
        var sender: String?
    }

    struct Thread: Decodable, Sendable {
        var opener: String
    }

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, near, sender, recipient, head, bare, body, responder, vetoes
    }

    let name: String
    let near: String?
    let sender: String?
    let recipient: String
    let head: [String]
    let isBare: Bool
    let body: String
    let responder: Responder?
    let vetoes: [String]

    var testDescription: String { name }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        name = try values.decode(String.self, forKey: .name)
        near = try values.decodeIfPresent(String.self, forKey: .near)
        sender =
            values.contains(.sender)
            ? try values.decode(String?.self, forKey: .sender) : "ada@customer.example"
        recipient =
            try values.decodeIfPresent(String.self, forKey: .recipient) ?? "support@example.com"
        head = try values.decodeIfPresent([String].self, forKey: .head) ?? []
        isBare = try values.decodeIfPresent(Bool.self, forKey: .bare) ?? false
        body = try values.decodeIfPresent(String.self, forKey: .body) ?? "It is dark here.\n"
        responder = try values.decodeIfPresent(Responder.self, forKey: .responder)
        vetoes = try values.decode([String].self, forKey: .vetoes)
    }

    static let directory = Bundle.module.resourceURL?.appendingPathComponent("Fixtures/responder")

    static let all: [ConformanceCase] = {
        guard let file = directory?.appendingPathComponent("cases.jsonl"),
            let lines = try? String(contentsOf: file, encoding: .utf8).split(separator: "\n")
        else { return [] }
        return lines.compactMap {
            try? JSONDecoder().decode(ConformanceCase.self, from: Data($0.utf8))
        }
    }()

    /// Returns the message; `ownMessageID` replaces its placeholder in the head.
    func message(ownMessageID: String) -> String {
        let head = head.map { $0.replacing("{own-message-id}", with: ownMessageID) }
        let usual = [
            "From: Ada Lovelace <ada@customer.example>", "To: support@example.com",
            "Subject: Lamp", "Message-ID: <case@customer.example>",
            "Date: Mon, 21 Sep 2026 14:13:20 +0000",
        ].filter { line in
            let name = line.prefix { $0 != ":" }.lowercased() + ":"
            return !isBare && !head.contains { $0.lowercased().hasPrefix(name) }
        }
        return (head + usual + ["", body]).joined(separator: "\n")
    }

    /// Creates a site with the settings and history of the case; returns it with the Message-ID of
    /// a reply that it sent.
    func site() throws -> (TestSite, ownMessageID: String) {
        let site = try TestSite { settings in
            settings.replies.trustedAuthservIDs = responder?.trusted_authserv_ids ?? []
            settings.replies.spam = responder?.spam_fields ?? []
            settings.mailboxes[2].forms = responder?.forms ?? []
            settings.mailboxes[2].ownLists = responder?.own_lists ?? []
            settings.mailboxes[2].rules[0].on = [.new, .followUp]
        }
        let now = site.now
        var ownMessageID = ""
        if head.contains(where: { $0.contains("{own-message-id}") }) {
            site.now = now - 3_000_000_000
            try site.deliver(letter("earlier"))
            ownMessageID = try #require(try site.answers().first).messageID
        }
        if let opener = responder?.thread?.opener {
            site.now = now - 3_000_000_000
            try site.deliver(letter("opening", from: opener), from: opener)
        }
        for (number, answer) in (responder?.answered ?? []).enumerated() {
            site.now = now - answer.seconds_ago * 1_000_000
            let sender = answer.sender ?? sender ?? ""
            try site.deliver(letter("answered\(number)", from: sender), from: sender)
        }
        if let seconds = responder?.once_per_seconds {
            site.settings.mailboxes[2].rules[0].oncePer = seconds * 1_000_000
            try site.apply()
        }
        site.now = now
        return (site, ownMessageID)
    }
}
