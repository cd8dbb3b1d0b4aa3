// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Crypto
import InternetMessage
import JSON
import Platform
import SystemMailbox

/// `parse`: a message as the parser reads it.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse", abstract: "Print a message, read from standard input, as JSON.")

    @OptionGroup var global: GlobalOptions

    @Option(
        help: ArgumentHelp(
            "Time the parser over the files of a directory instead.", valueName: "directory"))
    var bench: String?

    @Flag(help: "With --bench, undo the charset of text too.")
    var benchText = false

    @Argument(help: "With --bench, how many megabytes to parse.")
    var megabytes: Double = 200

    func run() throws {
        if let bench {
            _ = try Session(global, for: .everybody, usesFiles: true)
            var benchmark = try ParseBenchmark(directory: bench, decodesText: benchText)
            let output = Output(isJSON: false)
            output.line(benchmark.run(untilBytes: Int(min(max(megabytes, 0), 1e9) * 1e6)))
            output.finish()
            return
        }
        let message = Message(try StandardInput.readAll().bytes)
        let output = Output(isJSON: true)
        Self.write(message, to: output)
        output.finish()
    }

    /// Writes one JSON object in one line.
    ///
    /// The text goes out piece by piece, so that a huge one is in memory but once.
    private static func write(_ message: Message, to output: Output) {
        let head: JSON = [
            "message_id": JSON(optional: message.messageID),
            "subject": JSON(optional: message.subject), "from": people(message.from),
            "sender": message.sender.map(person) ?? .null, "reply_to": people(message.replyTo),
            "to": people(message.to), "cc": people(message.cc),
            "date": JSON(optional: message.date.flatMap(date)),
            "in_reply_to": .array(message.inReplyTo.map { .string($0) }),
            "references": .array(message.references.map { .string($0) }),
        ]
        output.bytes(Array(head.text.utf8.dropLast()))
        output.bytes(Array(#","text":"#.utf8))
        var hash: JSON = .null
        if let text = message.text {
            var sum = SHA256()
            output.bytes([UInt8(ascii: "\"")])
            forEachPiece(of: text) { piece in
                sum.update(data: Array(piece.utf8))
                output.bytes(Array(JSON.string(String(piece)).text.utf8.dropFirst().dropLast()))
            }
            output.bytes([UInt8(ascii: "\"")])
            hash = .string(hexadecimal(sum.finalize()))
        } else {
            output.bytes(Array("null".utf8))
        }
        let rest: JSON = [
            "text_sha256": hash, "has_html": .bool(message.hasHTML),
            "attachments": .array(message.attachments.map(attachment)),
            "structure": .string(message.structure),
        ]
        output.bytes([UInt8(ascii: ",")])
        output.line(String(rest.text.dropFirst()))
    }

    private static let pieceSizeInBytes = 65_536

    private static func forEachPiece(of text: String, _ body: (Substring) -> Void) {
        var start = text.startIndex
        while start < text.endIndex {
            let end =
                text.utf8.index(start, offsetBy: pieceSizeInBytes, limitedBy: text.endIndex)
                ?? text.endIndex
            var cut = end
            // Down to the beginning of a character.
            while cut < text.endIndex, text.utf8[cut] & 0xC0 == 0x80 {
                text.utf8.formIndex(before: &cut)
            }
            body(text[start..<cut])
            start = cut
        }
    }

    private static func people(_ addresses: [Address]) -> JSON {
        .array(addresses.map(person))
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

    private static func attachment(_ attachment: Attachment) -> JSON {
        let data = attachment.data()
        return [
            "filename": JSON(optional: attachment.fileName),
            "content_type": .string(attachment.contentType),
            "size": JSON(optional: data.map { Int64($0.count) }),
            "sha256": JSON(optional: data.map(sha256)),
        ]
    }

    private static func sha256(_ bytes: [UInt8]) -> String {
        hexadecimal(SHA256.hash(data: bytes))
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
