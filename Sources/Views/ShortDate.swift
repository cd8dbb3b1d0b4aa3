// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// Writes times for lists: to the minute in the current year, to the day in other years.
package struct ShortDate {
    private let year: Substring

    /// Creates a writer for the present time, in microseconds since 1970, UTC.
    package init(now: Int64) {
        year = Timestamp.rfc3339(now).prefix(4)
    }

    /// Returns a time in UTC: `03-03 08:15` or `2024-03-03`.
    package func text(_ microseconds: Int64) -> String {
        let text = Timestamp.rfc3339(microseconds)
        guard text.hasPrefix(year) else { return String(text.prefix(10)) }
        return text.dropFirst(5).prefix(5) + " " + text.dropFirst(11).prefix(5)
    }
}
