// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Store
import SystemMailbox

/// The options that every command takes, before or after its name.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: .customLong("store"), parsing: .unconditional,
        help: ArgumentHelp(
            "The store.",
            discussion: "Else MAILCLERK_STORE, else \(StoreLocation.standard.text).",
            valueName: "path"))
    var store: String?

    @Option(
        name: .customLong("as"), parsing: .unconditional,
        help: ArgumentHelp("See and act as this user (root and the owner).", valueName: "user"))
    var asUser: String?

    @Flag(name: .customLong("json"), help: "Print JSON: one object a line for lists.")
    var json = false

    @Flag(name: .customLong("no-pager"), help: "Show long answers on a terminal all at once.")
    var noPager = false

    /// The store that is meant.
    var location: StoreLocation { StoreLocation(option: store) }
}
