// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What named the mailbox that a message is for.
package enum RecipientEvidence: Equatable, Sendable {
    /// An option of the command line: `-r`.
    case option(String)
    /// An environment variable.
    case environment(String)
    /// A header field.
    case field(String)
    /// Nothing did: the mailbox takes all mail without a mailbox.
    case defaultMailbox
    /// The email is in the mailbox: it is replayed or converted.
    case replay, convert
    /// The user who imports the message.
    case `import`
    /// The user who previews a template.
    case templatePreview

    /// The evidence in words, as in JSON: `option -r`, `field Delivered-To`.
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
