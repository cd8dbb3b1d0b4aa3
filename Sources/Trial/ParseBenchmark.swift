// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform

/// Measures the parser with the files of a directory, which are read beforehand.
///
/// For each message, this parses the tree of parts, and decodes the usual header fields, the transfer
/// encoding of leaf parts and, on request, the charset of text.
package struct ParseBenchmark {
    /// The counts of all rounds.
    private struct Totals {
        var bytes = 0
        var messages = 0
        var parts = 0
        var body = 0
        var head = 0
    }

    /// Whether the charset of text parts is decoded.
    private let decodesText: Bool
    private let messages: [[UInt8]]
    private var totals = Totals()

    /// Reads all files of the directory, except those whose names begin with a dot.
    ///
    /// - Throws: `SystemError` if the directory or a file cannot be read.
    package init(directory: String, decodesText: Bool) throws {
        self.decodesText = decodesText
        messages = try FileSystem.list(directory).filter { !$0.hasPrefix(".") }
            .map { try FileSystem.read("\(directory)/\($0)") }
    }

    /// Parses all messages repeatedly until this many bytes are parsed; returns the result as a line.
    package mutating func run(untilBytes wanted: Int) -> String {
        let isEmpty = messages.allSatisfy(\.isEmpty)
        let start = ContinuousClock.now
        while totals.bytes < wanted, !isEmpty {
            for bytes in messages { parse(bytes) }
        }
        let passed = (ContinuousClock.now - start).components
        let seconds = Double(passed.seconds) + Double(passed.attoseconds) / 1e18
        return "bytes=\(totals.bytes) messages=\(totals.messages) parts=\(totals.parts) "
            + "body=\(totals.body) head=\(totals.head) bad=0 seconds=\(seconds)"
    }

    private mutating func parse(_ bytes: [UInt8]) {
        totals.bytes += bytes.count
        totals.messages += 1
        let message = Message(bytes)
        totals.head += message.subject?.utf8.count ?? 0
        totals.head += message.from.count + message.to.count
        totals.head += message.date == nil ? 0 : 1
        totals.head += message.messageID == nil ? 0 : 1
        var open = [message.root]
        while let part = open.popLast() {
            let children = part.children
            open += children
            if part.isLeaf || part.isMessage { totals.parts += 1 }
            if part.isLeaf || part.isMessage && children.isEmpty {
                totals.body +=
                    decodesText && part.contentType.type == "text"
                    ? part.text().utf8.count : part.decodedBody().count
            }
        }
    }
}
