// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import TestSupport
import Testing

@Suite(
    .serialized,
    .enabled(if: access("/usr/bin/python3", X_OK) == 0, "needs python3, which tells the peak"))
struct MemoryTests {
    /// A message of this size, in bytes.
    private static let size = 30_000_000

    /// The filter that is measured: the release one where there is one.
    private static let filter = Program.release ?? Program.filter

    private static let line = "It is dark here, and has been so since the day before yesterday.\r\n"
    private static let text = Array(repeating: line, count: size / line.utf8.count).joined()

    /// Messages whose parts make different demands.
    static let messages = [
        "one text": letter() + text,
        "one text behind an mbox line": "From ada@customer.example  Mon\n" + letter() + text,
        "an attachment": letter(
            head: "MIME-Version: 1.0\nContent-Type: application/pdf\n"
                + "Content-Transfer-Encoding: base64\n")
            + String(repeating: String(repeating: "QUJD", count: 19) + "\n", count: size / 77),
        "HTML": letter(head: "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n")
            + String(repeating: "<p>It is <b>dark</b> &amp; cold</p>\n", count: size / 36),
    ]

    /// Runs a command and writes its largest resident set, in KB, to a file.
    private static let measure = """
        import os, sys
        child = os.fork()
        if child == 0: os.execv(sys.argv[2], sys.argv[2:])
        status, usage = os.wait4(child, 0)[1:]
        with open(sys.argv[1], "w") as file: file.write(str(usage.ru_maxrss))
        sys.exit(os.waitstatus_to_exitcode(status))
        """

    /// The largest resident set of a delivery, in bytes.
    private func peak(_ message: [UInt8]) throws -> Int {
        let site = try Site()
        let file = site.directory + "/peak"
        // A child that we start ourselves would be charged with our own memory until it runs.
        let outcome = try Self.filter.run(
            site.everyday, input: message,
            through: ["/usr/bin/python3", "-c", Self.measure, file])
        #expect(outcome == .silent(0))
        let text = try String(contentsOfFile: file, encoding: .utf8)
        return try #require(Int(text)) * 1024
    }

    @Test(arguments: messages.keys.sorted())
    func memoryIsBoundedByTheMessage(name: String) throws {
        let message = Array(try #require(Self.messages[name]).utf8)
        let empty = try peak([])
        let whole = try peak(message)
        #expect(whole <= empty + message.count * 5 / 2 + 20_000_000)
    }
}
