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
            "Use this store.",
            discussion:
                "The default is MAILCLERK_STORE, or \(StoreLocation.standard.text) if unset.",
            valueName: "path"))
    var store: String?

    @Option(
        name: .customLong("as"), parsing: .unconditional,
        help: ArgumentHelp("Act as this user (only root and the store owner).", valueName: "user"))
    var asUser: String?

    @Flag(name: .customLong("json"), help: "Print JSON; for lists one object a line.")
    var json = false

    @Flag(name: .customLong("no-pager"), help: "Do not use a pager.")
    var noPager = false

    /// The store that is meant.
    var location: StoreLocation { StoreLocation(option: store) }
}
