// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Store
import SystemMailbox

/// The argument that names an email.
struct EmailArgument: ParsableArguments {
    @Argument(help: ArgumentHelp("The ID of the email.", valueName: "id"))
    var id: Int64
}

/// The optional argument that names the mailbox of a list.
struct MailboxArgument: ParsableArguments {
    @Argument(help: "The mailbox. The default is all mailboxes that you may see.")
    var mailbox: String?
}

/// The options that select a page of a list.
struct ListOptions: ParsableArguments {
    @Option("n", help: "Print at most this many rows. The default is 50, or all with --json.")
    var limit: Int?

    @Option("n", help: "Print this page, counted from 1.")
    var page: Int?

    private static let usualLimit = 50

    mutating func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit must be 1 or more") }
        if let page, page < 1 { throw ValidationError("--page must be 1 or more") }
    }

    /// The page that the options request.
    func page(of session: Session) -> Store.Page {
        let limit = limit ?? (session.isJSON && page == nil ? nil : Self.usualLimit)
        guard let limit else { return .all }
        let (offset, overflow) = ((page ?? 1) - 1).multipliedReportingOverflow(by: limit)
        return Store.Page(limit: limit, offset: overflow ? .max : offset)
    }
}
