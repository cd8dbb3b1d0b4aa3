// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Store
import SystemMailbox

/// The period in which emails arrived.
struct ArrivalPeriod: ParsableArguments {
    @Option("date", help: "Select emails that arrived at that time or later.")
    var since: String?

    @Option("date", help: "Select emails that arrived at that time, or on that day, or earlier.")
    var until: String?

    /// Limits a filter to the period, as seen at `now`.
    func narrow(_ filter: inout Store.EmailFilter, now: Int64) throws {
        filter.since = try since.map { try DateArgument($0, option: "--since", now: now).start }
        filter.until = try until.map { try DateArgument($0, option: "--until", now: now).end }
    }
}

extension DateArgument {
    /// Parses the value of an option.
    init(_ text: String, option: String, now: Int64) throws(CommandProblem) {
        guard let moment = DateArgument(text, now: now) else {
            throw CommandProblem(
                .usage,
                "\(option) must be a date or an age, such as 2026-03-03, 2026-03-03T08:15:00Z or 7d"
            )
        }
        self = moment
    }
}
