// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Makes the text of a message that a reply or a forward repeats.
package enum OriginalText {
    /// At most 64 KB of a message's text are repeated, because nobody reads more of it again.
    private static let limitInBytes = 65_536

    /// Returns the text with `> ` before each line, after a line with date and author; the author's
    /// signature is removed.
    ///
    /// `receivedAt`, in microseconds since 1970, UTC, replaces a missing date. Without an `author`
    /// the first address of From is named.
    package static func quoted(
        _ message: Message, by author: Person? = nil, receivedAt: Int64
    ) -> String {
        let author = (author ?? message.from.first.map { Person($0) }).map { person in
            person.name.flatMap { $0.isEmpty ? nil : $0 } ?? person.address
        }
        let lines = lines(of: withoutSignature(text(of: message))).map { line in
            line.isEmpty ? ">" : line.utf8.first == UInt8(ascii: ">") ? ">" + line : "> " + line
        }
        let head = "On \(date(message, receivedAt)), \(oneLine(author ?? "somebody")) wrote:"
        return ([head] + lines).joined(separator: "\n")
    }

    /// Returns the complete text after the most important header fields.
    package static func forwarded(_ message: Message, receivedAt: Int64) -> String {
        var head = ["---------- Forwarded message ----------"]
        func add(_ name: String, _ value: String) {
            if !value.isEmpty { head.append("\(name): \(value)") }
        }
        add("From", people(message.from))
        add("Date", date(message, receivedAt))
        add("Subject", oneLine(message.boundedSubject))
        add("To", people(message.to))
        add("Cc", people(message.cc))
        return (head + [""] + lines(of: text(of: message)).map(String.init)).joined(separator: "\n")
    }

    private static func text(of message: Message) -> String {
        let whole = message.bestText
        let cut = BoundedText.cut(whole, limitInBytes: limitInBytes)
        return cut.utf8.count < whole.utf8.count ? cut + "\n[...]" : cut
    }

    private static func lines(of text: String) -> [Substring] {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    }

    private static func withoutSignature(_ text: String) -> String {
        let bytes = Array(text.utf8)
        let kept = TextSpan.spans(of: text).filter { $0.kind != .signature }
        var end = kept.flatMap { bytes[$0.range] }
        while let last = end.last, last == 0x0A || last == 0x20 { end.removeLast() }
        return String(decoding: end, as: UTF8.self)
    }

    private static func date(_ message: Message, _ receivedAt: Int64) -> String {
        Timestamp.readable(message.date.map { $0 &* 1_000_000 } ?? receivedAt)
    }

    /// At most 20 recipients are listed.
    private static let mostPeople = 20

    private static func people(_ addresses: [Address]) -> String {
        let named = addresses.prefix(mostPeople).map { address in
            let person = Person(address)
            guard let name = person.name, !name.isEmpty else { return person.address }
            return "\(name) <\(person.address)>"
        }
        let all = named + (addresses.count > mostPeople ? ["..."] : [])
        return oneLine(all.joined(separator: ", "))
    }

    /// Returns untrusted text on one line, so that it cannot forge a further line of the head.
    private static func oneLine(_ text: String) -> String {
        text.split { $0.isWhitespace || $0.isNewline }.joined(separator: " ")
    }
}
