// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Store
import SystemMailbox

/// The options that select emails by their time of arrival.
struct ArrivalPeriod: ParsableArguments {
    @Option("date", help: "Select emails that arrived at that time or later.")
    var since: String?

    @Option("date", help: "Select emails that arrived at that time, or on that day, or earlier.")
    var until: String?

    /// Limits a filter to the period; ages such as 7d are relative to `now`.
    func narrow(_ filter: inout Store.EmailFilter, now: Int64) throws {
        filter.since = try since.map { try DateArgument($0, option: "--since", now: now).start }
        filter.until = try until.map { try DateArgument($0, option: "--until", now: now).end }
    }
}

extension DateArgument {
    /// Parses the value of an option; throws a usage error if it is not a date or an age.
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
