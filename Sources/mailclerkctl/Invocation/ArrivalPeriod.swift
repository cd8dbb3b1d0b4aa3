// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Store
import SystemMailbox

/// The period in which emails arrived.
struct ArrivalPeriod: ParsableArguments {
    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Select emails that arrived at that time or later.", valueName: "date"))
    var since: String?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(
            "Select emails that arrived at that time, or on that day, or earlier.",
            valueName: "date"))
    var until: String?

    /// Limits a filter to the period, as seen at `now`.
    func narrow(_ filter: inout Store.EmailFilter, now: Int64) throws {
        filter.since = try since.map { try DateArgument($0, option: "--since", now: now).start }
        filter.until = try until.map { try DateArgument($0, option: "--until", now: now).end }
    }
}
