// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import SystemMailbox

/// One named step from an older schema to the next; it is never changed after its release.
package struct Migration: Sendable {
    /// The name that the store keeps after the step has run.
    package let name: String
    /// The statements, in a dialect.
    package let statements: @Sendable (Dialect) -> String

    /// All steps in their order; new steps are added at the end.
    package static let all: [Migration] = [
        firstStore, journey, readRanges, emailCounts, dailyLimitAndSearch,
    ]
}
