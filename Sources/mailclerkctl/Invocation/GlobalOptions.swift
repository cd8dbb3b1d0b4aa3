// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Platform

/// The options that every command takes, before or after its name.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: .customLong("store"), parsing: .unconditional,
        help: ArgumentHelp(
            "The store.",
            discussion: "Else MAILCLERK_STORE, else \(GlobalOptions.defaultStorePath).",
            valueName: "path"))
    var store: String?

    @Option(
        name: .customLong("as"), parsing: .unconditional,
        help: ArgumentHelp("See and act as this user (root and the owner).", valueName: "user"))
    var asUser: String?

    @Flag(name: .customLong("json"), help: "Print JSON: one object a line for lists.")
    var json = false

    static let defaultStorePath = "/var/lib/mailclerk/mailclerk.db"

    /// The store that is meant.
    var storePath: String { Self.storePath(option: store) }

    /// The store that is meant where the option says this; nil: it was not given.
    static func storePath(option: String?) -> String {
        if let option { return option }
        let variable = Environment.value("MAILCLERK_STORE") ?? ""
        return variable.isEmpty ? defaultStorePath : variable
    }
}
