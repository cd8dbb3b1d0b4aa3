// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Foundation
import InternetMessage
import Testing

/// What a fixture's JSON says of its message.
struct Expected: Codable, Equatable {
    var messageID: String?
    var subject: String?
    var from: [String]
    var to: [String]
    var cc: [String]
    var date: String?
    var inReplyTo: [String]
    var references: [String]
    var text: String?
    var hasHTML: Bool
    var attachments: [String]
    var structure: String
    var defects: [String]

    init(of message: Message) {
        messageID = message.messageID
        subject = message.subject
        from = message.from.map(Self.shown)
        to = message.to.map(Self.shown)
        cc = message.cc.map(Self.shown)
        date = message.date.map(DateTime.formatted)
        inReplyTo = message.inReplyTo
        references = message.references
        text = message.text
        hasHTML = message.hasHTML
        attachments = message.attachments.map { attachment in
            let size = attachment.data().map { String($0.count) } ?? "-"
            return "\(attachment.fileName ?? "-") \(attachment.contentType) \(size)"
        }
        structure = message.structure
        defects = message.defects.map(\.kind.rawValue)
    }

    private static func shown(_ address: Address) -> String {
        (address.displayName.map { $0 + " " } ?? "") + "<" + address.address + ">"
    }
}

/// A message of the Fixtures folder beside what is expected of it.
struct Fixture: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let bytes: [UInt8]
    let json: Data

    /// The same message with CRLF line ends.
    var withCRLF: [UInt8] {
        bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    }

    static let all: [Fixture] = {
        guard let root = Bundle.module.resourceURL?.appending(path: "Fixtures") else { return [] }
        return ["rfc", "legacy", "malformed"].flatMap { (folder: String) -> [Fixture] in
            let directory = root.appending(path: folder)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
            return names.filter { $0.hasSuffix(".eml") }.sorted().compactMap { name -> Fixture? in
                let message = directory.appending(path: name)
                let json = message.deletingPathExtension().appendingPathExtension("json")
                guard let bytes = try? Data(contentsOf: message),
                    let expected = try? Data(contentsOf: json)
                else { return nil }
                return Fixture(
                    testDescription: folder + "/" + name, bytes: Array(bytes), json: expected)
            }
        }
    }()
}

@Suite struct FixtureTests {
    @Test func everyFolderHasFixtures() {
        #expect(Fixture.all.count >= 8)
    }

    @Test(arguments: Fixture.all)
    func readsWithEitherLineEnd(_ fixture: Fixture) throws {
        let expected = try JSONDecoder().decode(Expected.self, from: fixture.json)
        #expect(Expected(of: Message(fixture.bytes)) == expected)
        #expect(Expected(of: Message(fixture.withCRLF)) == expected)
    }

    /// Cuts and changes every fixture at every offset: whatever comes out, nothing traps.
    @Test(arguments: Fixture.all)
    func survivesCutsAndChanges(_ fixture: Fixture) {
        let replacements: [UInt8] = [0x00, 0x0A, 0x0D, 0x22, 0x28, 0x3A, 0x3C, 0x3D, 0x2D, 0xFF]
        for offset in fixture.bytes.indices {
            use(Message(Array(fixture.bytes[..<offset])))
            use(Message(Array(fixture.bytes[offset...])))
            var changed = fixture.bytes
            changed[offset] = replacements[offset % replacements.count]
            use(Message(changed))
            changed.insert(replacements[(offset / 7) % replacements.count], at: offset)
            use(Message(changed))
        }
    }

    private func use(_ message: Message) {
        let seen = Expected(of: message)
        let size = message.bytes.count
        for field in message.header.fields {
            #expect(field.fieldRange.upperBound <= size)
            #expect(field.valueRange.upperBound <= field.fieldRange.upperBound)
        }
        #expect(seen.structure.isEmpty == false)
        #expect(message.bestText.utf8.count <= size * 4 + 16)
    }
}
