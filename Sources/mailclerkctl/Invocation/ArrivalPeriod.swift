// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Store
import SystemMailbox

/// When the emails that a command is about arrived.
struct ArrivalPeriod: ParsableArguments {
    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Arrived then or later.", valueName: "date"))
    var since: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Arrived then (that day) or earlier.", valueName: "date"))
    var until: String?

    /// Narrows a filter to the period, as seen at `now`.
    func narrow(_ filter: inout Store.EmailFilter, now: Int64) throws {
        filter.since = try since.map { try DateArgument($0, option: "--since", now: now).start }
        filter.until = try until.map { try DateArgument($0, option: "--until", now: now).end }
    }
}
