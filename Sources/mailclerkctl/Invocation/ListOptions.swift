// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Store
import SystemMailbox

/// Which piece of a list is shown.
struct ListOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("Rows at most: 50, with --json all, unless set.", valueName: "n"))
    var limit: Int?

    @Option(
        name: .long, parsing: .unconditional,
        help: ArgumentHelp("The page, counted from 1.", valueName: "n"))
    var page: Int?

    private static let usualLimit = 50

    mutating func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit is a number from 1") }
        if let page, page < 1 { throw ValidationError("--page is a number from 1") }
    }

    /// The piece that is meant.
    func piece(isJSON: Bool) -> Store.Page {
        let limit = limit ?? (isJSON && page == nil ? nil : Self.usualLimit)
        guard let limit else { return .all }
        let (offset, overflow) = ((page ?? 1) - 1).multipliedReportingOverflow(by: limit)
        return Store.Page(limit: limit, offset: overflow ? .max : offset)
    }
}
