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
        output.json(Self.json(message))
        output.finish()
    }

    private static func json(_ message: Message) -> JSON {
        let text = message.text
        return [
            "message_id": JSON(optional: message.messageID),
            "subject": JSON(optional: message.subject), "from": people(message.from),
            "sender": message.sender.map(person) ?? .null, "reply_to": people(message.replyTo),
            "to": people(message.to), "cc": people(message.cc),
            "date": JSON(optional: message.date.flatMap(date)),
            "in_reply_to": .array(message.inReplyTo.map { .string($0) }),
            "references": .array(message.references.map { .string($0) }),
            "text": JSON(optional: text),
            "text_sha256": JSON(optional: text.map { sha256(Array($0.utf8)) }),
            "has_html": .bool(message.hasHTML),
            "attachments": .array(message.attachments.map(attachment)),
            "structure": .string(message.structure),
        ]
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
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in SHA256.hash(data: bytes) {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
