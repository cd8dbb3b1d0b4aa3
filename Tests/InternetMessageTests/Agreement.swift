// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Foundation
import InternetMessage

/// The values of a message on which several parsers agree; a field that is absent is disputed.
struct Agreement: Decodable {
    struct Person: Decodable {
        var name: String?
        var address: String?

        var shown: String {
            Agreement.folded(name) + " <" + Agreement.foldedAddress(address ?? "") + ">"
        }
    }

    struct Item: Decodable {
        var filename: String?
        var content_type: String
        var size: Int?
    }

    /// The agreed fields; where null is agreed the field is there and its value nil.
    struct Fields: Decodable {
        private enum CodingKeys: String, CodingKey {
            case messageID = "message_id"
            case subject, from, sender, to, cc, date, references, text, attachments, structure
            case replyTo = "reply_to"
            case inReplyTo = "in_reply_to"
            case hasHTML = "has_html"
        }

        private let values: KeyedDecodingContainer<CodingKeys>

        init(from decoder: any Decoder) throws {
            values = try decoder.container(keyedBy: CodingKeys.self)
        }

        private func string(_ key: CodingKeys) -> String? {
            (try? values.decodeIfPresent(String.self, forKey: key)) ?? nil
        }

        private func people(_ key: CodingKeys) -> [String] {
            ((try? values.decode([Person].self, forKey: key)) ?? []).map(\.shown)
        }

        private func strings(_ key: CodingKeys) -> [String] {
            ((try? values.decode([String].self, forKey: key)) ?? []).map(Agreement.packed)
        }

        /// The names of the fields that the message reads otherwise.
        func differences(from message: Message) -> [String] {
            let date = string(.date).flatMap { try? Date($0, strategy: .iso8601) }
            let checks: [(CodingKeys, Bool)] = [
                (
                    .messageID,
                    Agreement.packed(string(.messageID) ?? "")
                        == Agreement.packed(message.messageID ?? "")
                ),
                (.subject, Agreement.folded(string(.subject)) == Agreement.folded(message.subject)),
                (.from, people(.from) == message.from.map(Agreement.shown)),
                (
                    .sender,
                    (try? values.decodeIfPresent(Person.self, forKey: .sender))??.shown
                        == message.sender.map(Agreement.shown)
                ),
                (.replyTo, people(.replyTo) == message.replyTo.map(Agreement.shown)),
                (.to, people(.to) == message.to.map(Agreement.shown)),
                (.cc, people(.cc) == message.cc.map(Agreement.shown)),
                (.date, date.map { Int64($0.timeIntervalSince1970) } == message.date),
                (.inReplyTo, strings(.inReplyTo) == message.inReplyTo.map(Agreement.packed)),
                (.references, strings(.references) == message.references.map(Agreement.packed)),
                (.text, Agreement.text(string(.text)) == Agreement.text(message.firstPlainText)),
                (
                    .hasHTML,
                    (try? values.decode(Bool.self, forKey: .hasHTML)) == message.hasHTML
                ),
                (
                    .attachments,
                    ((try? values.decode([Item].self, forKey: .attachments)) ?? [])
                        .map(Agreement.shown) == message.attachmentParts.map(Agreement.shown)
                ),
                (.structure, string(.structure) == message.structure),
            ]
            return checks.filter { values.contains($0.0) && !$0.1 }.map(\.0.rawValue)
        }
    }

    let agreed: Fields

    // MARK: Light folding, the same for both sides

    static func folded(_ text: String?) -> String {
        (text ?? "").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    static func packed(_ text: String) -> String { text.filter { !$0.isWhitespace } }

    static func foldedAddress(_ text: String) -> String {
        Address.parse(text)?.folded ?? folded(text).lowercased()
    }

    static func shown(_ address: Address) -> String {
        folded(address.displayName) + " <" + foldedAddress(address.address) + ">"
    }

    /// The size is left out: of a text attachment it depends on the line ends.
    static func shown(_ item: Item) -> String {
        folded(item.filename) + " " + item.content_type.lowercased()
    }

    static func shown(_ part: Part) -> String {
        folded(part.fileName) + " " + part.contentType.name
    }

    static func text(_ text: String?) -> String {
        var lines = (text ?? "").replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        while lines.first == "\u{FEFF}" { lines.removeFirst() }
        while let last = lines.last, last.isWhitespace { lines.removeLast() }
        return lines.replacing(/\u{FFFD}+/, with: "\u{FFFD}")
    }
}
