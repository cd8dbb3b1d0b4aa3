// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// One named step from an older schema to the next; never changed once it is on main.
package struct Migration: Sendable {
    /// The name under which the store remembers that it ran.
    package let name: String
    /// The statements, in the words of a dialect.
    package let statements: @Sendable (Dialect) -> String

    /// All steps in their order; new ones are added at the end.
    package static let all: [Migration] = [firstStore, journey, readRanges, emailCounts]
}
