// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import InternetMessage
import Testing

@Suite struct DateTimeTests {
    static let dates: [(String, Int64?)] = [
        ("Thu, 1 Jan 1970 00:00:00 +0000", 0),
        ("Sun, 22 Nov 2026 13:49:28 +0000", 1_795_355_368),
        ("22 Nov 2026 14:49:28 +0100", 1_795_355_368),
        ("Sun Nov 22 13:49:28 2026", 1_795_355_368),
        ("22-Nov-2026 13:49:28 GMT", 1_795_355_368),
        ("Sun, 22 Nov 26 08:49:28 EST", 1_795_355_368),
        ("Sun, (day) 22 Nov 2026 13:49:28 (time) -0000 (zone)", 1_795_355_368),
        ("22 Nov 2026 13:49 X-NOWHERE", 1_795_355_340),
        ("1 Jan 1970 00:00:60 +0000", 60),
        ("Sun, 22 Nov 2026 13(hour): 49  :\r\n 28 +0000", 1_795_355_368),
        ("Sunday, November 22, 2026 1:49:28 PM GMT", 1_795_355_368),
        ("22 Nov 2026 12:49:28 am", 1_795_308_568),
        ("Sun Nov 22 2026 14:49:28 GMT+0100 (CET)", 1_795_355_368),
        ("22 Nov 2026 13.49.28 +0000", 1_795_355_368),
        ("22 Nov 2026 13: +0000", nil),
        ("29 Feb 2024 00:00:00 +0000", 1_709_164_800),
        ("29 Feb 2023 00:00:00 +0000", nil),
        ("22 Nov 2026 29:00:00 +0000", nil),
        ("31 Dec 99999999999 00:00:00 +0000", nil),
        ("yesterday", nil),
        ("", nil),
    ]

    @Test(arguments: dates)
    func reads(_ text: String, _ seconds: Int64?) {
        #expect(DateTime.parse(Array(text.utf8)) == seconds)
    }

    @Test(arguments: [
        (Int64(1_795_355_368), "Sun, 22 Nov 2026 13:49:28 +0000"),
        (0, "Thu, 1 Jan 1970 00:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
        (951_782_400, "Tue, 29 Feb 2000 00:00:00 +0000"),
        (.max, "Fri, 31 Dec 9999 23:59:59 +0000"), (.min, "Sat, 1 Jan 0000 00:00:00 +0000"),
    ])
    func writes(_ seconds: Int64, _ text: String) {
        #expect(DateTime.formatted(seconds) == text)
    }
}
