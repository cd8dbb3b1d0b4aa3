// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import InternetMessage

/// The options that `reply` and `forward` have in common.
struct ComposeOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: ArgumentHelp("Who gets a copy.", valueName: "address"))
    var cc: [String] = []

    @Option(
        name: .long, parsing: .unconditionalSingleValue,
        help: ArgumentHelp("A file to send along.", valueName: "file"))
    var attach: [String] = []

    @Flag(help: "The text is the whole text: no signature or original is added.")
    var asIs = false

    @Flag(help: "Send nothing; print the text to begin with.")
    var draft = false

    /// For the half that sudo started: standard input is a `ComposedMessageStream`.
    @Flag(help: .hidden) var parcel = false

    /// Puts the options into a request.
    func complete(_ request: inout ComposeRequest) throws {
        request.cc = try cc.map(Self.address)
        request.isWhole = asIs
    }

    /// The same options for a child that makes the draft or sends what was gathered.
    var argumentsOfChild: [String] { cc.map { "--cc=\($0)" } }

    /// An address as it was typed, alone or behind a name.
    static func address(_ text: String) throws -> Address {
        let isOneLine = text.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control && $0 != "\u{2028}" && $0 != "\u{2029}"
        }
        guard isOneLine, let address = Address.parse(text), address.isValidForEnvelope else {
            throw CommandProblem(
                .usage, "“\(text)” is no address; one such as ada@example.com is wanted")
        }
        return address
    }
}
