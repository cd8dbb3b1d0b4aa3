// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import InternetMessage
import Platform

/// Where mail to be imported is: an mbox, JSON Lines, a message, or a directory of such files.
struct MailSource {
    /// A message and how far the source is read with it.
    struct Item {
        let message: Import.Message
        let place: Int64
    }

    /// The file or directory; `-` is standard input.
    let path: String
    /// The time, in microseconds since 1970, UTC.
    let now: Int64
    /// Told what cannot be read, a sentence each.
    let printError: (String) -> Void

    /// The number of bytes or files that are read; nil when it is not known.
    func extent() throws -> Int64? {
        guard path != "-" else { return nil }
        guard let status = try FileSystem.status(path) else {
            throw CommandProblem(.noInput, "there is no file or directory \(path)")
        }
        guard status.isDirectory else { return status.kind == .file ? status.size : nil }
        return Int64(try MailDirectory(path).files().count)
    }

    /// Hands over one message after the other, as they are in the file, or by their files' names.
    func forEach(_ body: (Item) throws -> Void) throws {
        if path != "-", try FileSystem.status(path)?.isDirectory == true {
            return try forEachFile(body)
        }
        try forEach(inFile: path == "-" ? "/dev/stdin" : path, body)
    }

    private func forEachFile(_ body: (Item) throws -> Void) throws {
        let files = try MailDirectory(path).files()
        guard !files.isEmpty else {
            throw CommandProblem(.noInput, "there are no messages in \(path)")
        }
        for (index, file) in files.enumerated() {
            let place = Int64(index + 1)
            // What the store refuses ends the import; what cannot be read does not.
            var read: [Import.Message] = []
            do {
                if file.isMessage {
                    read = [try message(inFile: file)]
                } else {
                    try forEach(inFile: file.path) { read.append($0.message) }
                }
            } catch {
                printError("\(error)")
            }
            for message in read { try body(Item(message: message, place: place)) }
        }
    }

    private func message(inFile file: MailDirectory.File) throws -> Import.Message {
        let bytes = try FileSystem.read(file.path)
        let changed = try FileSystem.status(file.path)?.modifiedAt
        return message(bytes, time: file.isDelivered ? changed : nil, isSeen: file.isSeen)
    }

    /// One message with at most an undated mbox line before it.
    private func message(_ bytes: [UInt8], time: Int64? = nil, isSeen: Bool = false)
        -> Import.Message
    {
        let raw = Array(bytes[MboxLine.length(in: bytes)...])
        let message = Message(raw)
        let known = time ?? (message.received.first?.date ?? message.date).map { $0 * 1_000_000 }
        return Import.Message(
            raw: raw, receivedAt: sound(known),
            sender: FromLine(bytes[..<(bytes.count - raw.count)])?.sender, direction: nil,
            isSeen: isSeen)
    }

    /// A time that mail may have come at, else now: years before 1980 are clocks that were not set.
    private func sound(_ time: Int64?) -> Int64 {
        guard let time, (315_532_800_000_000...now).contains(time) else { return now }
        return time
    }

    private func forEach(inFile path: String, _ body: (Item) throws -> Void) throws {
        let reader = try LineReader(path)
        guard let first = try reader.peek() else {
            if path.hasSuffix(".eml") { try body(Item(message: message([]), place: 0)) }
            return
        }
        if FromLine(first) != nil {
            try forEach(inMbox: reader, body)
        } else if first.first == UInt8(ascii: "{") {
            try forEach(inLines: reader, path, body)
        } else {
            guard path.hasSuffix(".eml") || Self.isMail(first) else {
                throw CommandProblem(
                    .badInput,
                    "\(path) is no mbox, no JSON Lines and no message: "
                        + "its first line is no header field")
            }
            let message = message(try reader.rest())
            try body(Item(message: message, place: reader.taken))
        }
    }

    /// Whether a line may be the first of a message: a field's name and a colon, an mbox line.
    private static func isMail(_ line: ArraySlice<UInt8>) -> Bool {
        if line.starts(with: "From ".utf8) { return true }
        let name = line.prefix { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: ":") }
        let rest = line.dropFirst(name.count).drop { $0 == 32 || $0 == 9 }
        return !name.isEmpty && rest.first == UInt8(ascii: ":")
    }

    private func forEach(inMbox reader: LineReader, _ body: (Item) throws -> Void) throws {
        while let from = try reader.next().flatMap(FromLine.init) {
            var lines: [UInt8] = []
            while let line = try reader.peek(), FromLine(line) == nil {
                lines += MboxText.unquoted(line)
                _ = try reader.next()
            }
            let raw = MboxText.withoutSeparator(lines, isExact: from.isExact)
            let message = Import.Message(
                raw: raw, receivedAt: sound(from.at), sender: from.sender, direction: nil,
                isSeen: false)
            try body(Item(message: message, place: reader.taken))
        }
    }

    private func forEach(
        inLines reader: LineReader, _ path: String, _ body: (Item) throws -> Void
    ) throws {
        var number = 0
        while let line = try reader.next() {
            number += 1
            guard let read = TransferLine(parsing: line, now: now) else {
                printError("line \(number) of \(path) is no email as export writes it")
                continue
            }
            try body(Item(message: read.message, place: reader.taken))
        }
    }
}
