// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Store
import SystemMailbox

/// The options that every command accepts, before or after its name.
struct GlobalOptions: ParsableArguments {
    @Option(
        "path",
        help: "Use this store. The default is MAILCLERK_STORE or \(StoreLocation.standard.text).")
    var store: String?

    @Option(
        "user", name: .customLong("as"),
        help: "See and act as this user (only root and the store owner).")
    var asUser: String?

    @Flag(help: "Print JSON: one object a line for lists.")
    var json = false

    @Flag(help: "Do not use a pager.")
    var noPager = false

    /// The location of the store.
    var location: StoreLocation { StoreLocation(option: store) }

    /// The option that makes a child process act as the same user.
    var userArguments: [String] { asUser.map { ["--as=\($0)"] } ?? [] }
}
