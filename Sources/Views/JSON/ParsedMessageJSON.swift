// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Crypto
import InternetMessage
import JSON
import SystemMailbox

/// Writes a parsed message as a JSON object in one line.
///
/// The object is written in pieces, so that the values of a huge message are in memory only once.
package struct ParsedMessageJSON {
    private static let pieceSizeInBytes = 65_536

    private let output: ([UInt8]) -> Void

    /// Creates a writer that passes the bytes to `output`, piece by piece.
    package init(to output: @escaping ([UInt8]) -> Void) { self.output = output }

    /// Writes the object and a line ending.
    package func write(_ message: Message) {
        output([UInt8(ascii: "{")])
        member("message_id", JSON(optional: message.messageID))
        member("subject", text: message.subject)
        member("from", message.from)
        member("sender", message.sender.map(Self.person) ?? .null)
        member("reply_to", message.replyTo)
        member("to", message.to)
        member("cc", message.cc)
        member("date", JSON(optional: message.date.flatMap(Self.date)))
        member("in_reply_to", .array(message.inReplyTo.map { .string($0) }))
        member("references", .array(message.references.map { .string($0) }))
        let text = message.firstPlainText
        member("text", text: text)
        member("text_sha256", JSON(optional: text.map(Self.sha256)))
        member("has_html", .bool(message.hasHTML))
        name("attachments")
        elements(message.attachmentParts, Self.attachment)
        name("structure")
        write(.string(message.structure))
        output(Array("}\n".utf8))
    }

    private func write(_ value: JSON) { output(Array(value.text.utf8)) }

    private func name(_ name: String) { output(Array("\"\(name)\":".utf8)) }

    private func member(_ name: String, _ value: JSON) {
        self.name(name)
        write(value)
        output([UInt8(ascii: ",")])
    }

    private func member(_ name: String, text: String?) {
        guard let text else { return member(name, .null) }
        self.name(name)
        output([UInt8(ascii: "\"")])
        Self.forEachPiece(of: text) { piece in
            output(Array(JSON.string(String(piece)).text.utf8.dropFirst().dropLast()))
        }
        output([UInt8(ascii: "\""), UInt8(ascii: ",")])
    }

    private func member(_ name: String, _ people: [Address]) {
        self.name(name)
        elements(people, Self.person)
    }

    /// Writes an array and a comma after it.
    private func elements<Element>(_ elements: [Element], _ json: (Element) -> JSON) {
        output([UInt8(ascii: "[")])
        for index in elements.indices {
            if index > 0 { output([UInt8(ascii: ",")]) }
            write(json(elements[index]))
        }
        output([UInt8(ascii: "]"), UInt8(ascii: ",")])
    }

    private static func forEachPiece(of text: String, _ body: (Substring) -> Void) {
        var start = text.startIndex
        while start < text.endIndex {
            var end =
                text.utf8.index(start, offsetBy: pieceSizeInBytes, limitedBy: text.endIndex)
                ?? text.endIndex
            // Moves back to the start of a character.
            while end < text.endIndex, text.utf8[end] & 0xC0 == 0x80 {
                text.utf8.formIndex(before: &end)
            }
            body(text[start..<end])
            start = end
        }
    }

    private static func person(_ address: Address) -> JSON {
        let text = address.address
        return [
            "name": JSON(optional: address.displayName),
            "address": text.isEmpty ? .null : .string(text),
        ]
    }

    private static func date(_ seconds: Int64) -> String? {
        let (microseconds, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        return overflow ? nil : Timestamp.rfc3339(microseconds)
    }

    private static func attachment(_ part: Part) -> JSON {
        let data = part.isMessage ? nil : part.decodedBody()
        return [
            "filename": JSON(optional: part.fileName),
            "content_type": .string(part.contentType.name),
            "size": JSON(optional: data.map { Int64($0.count) }),
            "sha256": JSON(optional: data.map { hexadecimal(SHA256.hash(data: $0)) }),
        ]
    }

    private static func sha256(_ text: String) -> String {
        var sum = SHA256()
        forEachPiece(of: text) { sum.update(data: Array($0.utf8)) }
        return hexadecimal(sum.finalize())
    }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
