// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The source that named the mailbox of a message.
package enum RecipientEvidence: Equatable, Sendable {
    /// The command line option `-r` or `-m`.
    case option(String)
    /// An environment variable.
    case environment(String)
    /// A header field.
    case field(String)
    /// No source; the default mailbox takes all mail for which no mailbox is found.
    case defaultMailbox
    /// The mailbox of a stored email that is replayed or converted.
    case replay, convert
    /// The mailbox chosen by the user who imports the message.
    case `import`
    /// The mailbox of a template preview.
    case templatePreview

    /// The human-readable source, as in JSON: `option -r`, `field Delivered-To`.
    package var text: String {
        switch self {
        case .option(let name): "option \(name)"
        case .environment(let name): "environment \(name)"
        case .field(let name): "field \(name)"
        case .defaultMailbox: "default mailbox"
        case .replay: "replay"
        case .convert: "convert"
        case .import: "import"
        case .templatePreview: "template preview"
        }
    }
}
