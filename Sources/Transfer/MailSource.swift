// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import InternetMessage
import Platform

/// Reads mail to be imported: an mbox, JSON Lines, a message, or a directory of such files.
package struct MailSource {
    /// A message and its position in the source.
    package struct Item {
        /// The message.
        package let message: Import.Message
        /// The number of bytes or files that were read, including this message.
        package let place: Int64
    }

    private let path: String
    private let now: Int64
    private let printError: (String) -> Void

    /// Creates a source for the mail at a path.
    ///
    /// - Parameters:
    ///   - path: A file or directory; `-` is standard input.
    ///   - now: The time, in microseconds since 1970, UTC.
    ///   - printError: Called with a message for each file or line that cannot be read.
    package init(path: String, now: Int64, printError: @escaping (String) -> Void) {
        self.path = path
        self.now = now
        self.printError = printError
    }

    /// Returns the number of bytes or files to be read; nil if it is unknown.
    ///
    /// - Throws: `TransferError.missing`, or `SystemError`.
    package func extent() throws -> Int64? {
        guard path != "-" else { return nil }
        guard let status = try FileSystem.status(path) else {
            throw TransferError.missing(path: path)
        }
        guard status.isDirectory else { return status.kind == .file ? status.size : nil }
        return Int64(try MailDirectory(path).files().count)
    }

    /// Passes on each message, in the order of the file or of the names of files.
    ///
    /// - Throws: `TransferError`, `SystemError`, and the errors of `body`.
    package func forEach(_ body: (Item) throws -> Void) throws {
        if path != "-", try FileSystem.status(path)?.isDirectory == true {
            return try forEachFile(body)
        }
        try forEach(inFile: path == "-" ? "/dev/stdin" : path, body)
    }

    private func forEachFile(_ body: (Item) throws -> Void) throws {
        let files = try MailDirectory(path).files()
        guard !files.isEmpty else {
            throw TransferError.noMessages(directory: path)
        }
        for (index, file) in files.enumerated() {
            let place = Int64(index + 1)
            // An unreadable file is reported and skipped; an error of the store ends the import.
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

    /// Creates a message from bytes that may begin with an undated mbox line.
    private func message(_ bytes: [UInt8], time: Int64? = nil, isSeen: Bool = false)
        -> Import.Message
    {
        let raw = Array(bytes[MboxLine.length(in: bytes)...])
        return Import.Message(
            raw: raw, receivedAt: arrival(of: raw, known: time),
            sender: FromLine(bytes[..<(bytes.count - raw.count)])?.sender, direction: nil,
            isSeen: isSeen)
    }

    /// Returns the first plausible one of: a time that is known from elsewhere, the topmost
    /// Received, Date; otherwise `now`.
    private func arrival(of raw: [UInt8], known: Int64?) -> Int64 {
        if let known, isPlausible(known) { return known }
        let message = Message(raw)
        let dates = [message.received.first?.date, message.date]
        return dates.lazy.compactMap { $0 }.map { $0 * 1_000_000 }.first(where: isPlausible) ?? now
    }

    /// Returns whether a time is not before 1980, as that of an unset clock is, or in the future.
    private func isPlausible(_ time: Int64) -> Bool {
        (315_532_800_000_000...now).contains(time)
    }

    private func forEach(inFile path: String, _ body: (Item) throws -> Void) throws {
        let reader = try LineReader(path)
        // Empty lines may precede an mbox; they are part of a message.
        let emptyLines = try reader.emptyLines()
        guard let first = try reader.peek() else {
            if path.hasSuffix(".eml") {
                try body(Item(message: message(emptyLines), place: reader.taken))
            } else if !emptyLines.isEmpty {
                throw TransferError.notMail(path: path)
            }
            return
        }
        if FromLine(first) != nil {
            try forEach(inMbox: reader, body)
        } else if first.first == UInt8(ascii: "{") {
            try forEach(inLines: reader, path, body)
        } else {
            guard path.hasSuffix(".eml") || Self.isMail(first) else {
                throw TransferError.notMail(path: path)
            }
            let message = message(emptyLines + (try reader.rest()))
            try body(Item(message: message, place: reader.taken))
        }
    }

    /// Returns whether a message may begin with the line: a field name and a colon, or an mbox
    /// line.
    private static func isMail(_ line: ArraySlice<UInt8>) -> Bool {
        if line.starts(with: "From ".utf8) { return true }
        let name = line.prefix { $0 > 32 && $0 < 127 && $0 != UInt8(ascii: ":") }
        let rest = line.dropFirst(name.count).drop { $0 == 32 || $0 == 9 }
        return !name.isEmpty && rest.first == UInt8(ascii: ":")
    }

    private func forEach(inMbox reader: LineReader, _ body: (Item) throws -> Void) throws {
        var mbox = MboxReader()
        let before = reader.taken
        while let entry = try mbox.next({ try reader.piece() }) {
            let message = Import.Message(
                raw: entry.raw, receivedAt: arrival(of: entry.raw, known: entry.line.arrivedAt),
                sender: entry.line.sender, direction: nil, isSeen: false)
            try body(Item(message: message, place: before + mbox.taken))
        }
    }

    private func forEach(
        inLines reader: LineReader, _ path: String, _ body: (Item) throws -> Void
    ) throws {
        var number = 0
        while let line = try reader.next() {
            number += 1
            guard let read = TransferLine(parsing: line, now: now) else {
                printError("not an exported email: line \(number) of \(path)")
                continue
            }
            try body(Item(message: read.message, place: reader.taken))
        }
    }
}
