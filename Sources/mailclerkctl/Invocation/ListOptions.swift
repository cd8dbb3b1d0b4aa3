// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Store
import SystemMailbox

/// The part of a list that is shown.
struct ListOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp(
            "Print at most this number of rows. The default is 50, or all with --json.",
            valueName: "n"))
    var limit: Int?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Print this page, counted from 1.", valueName: "n"))
    var page: Int?

    private static let usualLimit = 50

    mutating func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more") }
        if let page, page < 1 { throw ValidationError("--page must be 1 or more") }
    }

    /// The part that the options select.
    func piece(isJSON: Bool) -> Store.Page {
        let limit = limit ?? (isJSON && page == nil ? nil : Self.usualLimit)
        guard let limit else { return .all }
        let (offset, overflow) = ((page ?? 1) - 1).multipliedReportingOverflow(by: limit)
        return Store.Page(limit: limit, offset: overflow ? .max : offset)
    }
}
