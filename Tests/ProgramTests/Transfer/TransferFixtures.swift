// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Store
import SystemMailbox
import TestSupport

/// Messages that are hard to carry in files.
enum TransferFixtures {
    /// Each of them must come back byte for byte.
    static let hostile: [[UInt8]] =
        [
            letter("plain"),
            letter("from-lines")
                + "\nFrom here on\n>From there\n>>From afar\nFrom ada Thu Nov  5 08:15:00 2026\n\n",
            String(letter("no-last-line-feed").dropLast()) + "x",
            letter("three-line-feeds") + "\n\n",
            letter("from-at-the-end") + "\nFrom ",
            letter("carriage-returns").replacing("\n", with: "\r\n") + "\r\n\rFrom \r\n\r",
        ].map { Array($0.utf8) } + [
            Array(letter("bytes").utf8) + (0...255).map { UInt8($0) } + [0, 10, 0, 0xFF, 0xFE],
            [],
            [10],
            [13, 10],
            Array("no header at all".utf8),
            Array("From b\nFrom: Ada <ada@customer.example>\n\nbegins like an mbox\n".utf8),
            Array("From b Thu Nov  5 08:15:00 2026\nSubject: dated\n\nx".utf8),
            Array("{\"raw\": 1}\n".utf8),
        ]
}

extension Site {
    /// Delivers bytes to the mailbox archive, behind an mbox line, which is taken off.
    func keep(_ messages: [[UInt8]]) throws {
        for message in messages {
            let outcome = try Program.filter.run(
                ["-s", storePath, "-m", "archive"],
                input: Array("From ada@customer.example Thu Nov  5 08:15:00 2026\n".utf8) + message)
            guard outcome.status == 0 else { throw CocoaError(.fileWriteUnknown) }
        }
    }

    /// The bytes of all emails of a mailbox, in an order of their own.
    func contents(_ mailbox: String = "archive") throws -> [[UInt8]] {
        try query { store in
            let ids = try store.connection.all(
                """
                SELECT email.id FROM email JOIN mailbox ON mailbox.id = email.mailbox_id
                WHERE mailbox.name = $1
                """, mailbox
            ) { try $0.int() }
            return try ids.compactMap { try store.raw(emailID: $0) }
        }
        .sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Exports the mailbox archive under a name in the site's directory; returns the path.
    func export(_ format: String, _ more: [String] = []) throws -> String {
        let path = directory + "/exported." + format
        let outcome = try control(["export", "archive", "--format", format, "-o", path] + more)
        guard outcome.status == 0 else { throw CocoaError(.fileWriteUnknown) }
        return path
    }
}
