// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import InternetMessage

/// The options of `reply` and `forward`.
struct ComposeOptions: ParsableArguments {
    @Option("address", help: "Send a copy to this address.")
    var cc: [String] = []

    @Option("file", help: "Attach this file.")
    var attach: [String] = []

    @Flag(help: "Send the text as it is, without signature or original.")
    var asIs = false

    @Flag(help: "Send nothing; print the initial text.")
    var draft = false

    /// Whether standard input is a `ComposedMessageStream`; set for the store owner's process.
    @Flag(help: .hidden) var parcel = false

    /// Sets the options in a request.
    func complete(_ request: inout ComposeRequest) throws {
        request.cc = try cc.map(Self.address)
        request.isWhole = asIs
    }

    /// The options for a child that creates the draft or sends the message.
    var argumentsOfChild: [String] { cc.map { "--cc=\($0)" } }

    /// Parses an address that the user typed, with or without a name.
    static func address(_ text: String) throws -> Address {
        let isOneLine = text.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control && $0 != "\u{2028}" && $0 != "\u{2029}"
        }
        guard isOneLine, let address = Address.parse(text), address.isValidForEnvelope else {
            throw CommandProblem(
                .usage, "invalid address \"\(text)\"; expected one such as ada@example.com")
        }
        return address
    }
}
