// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// A piece of text with its kind.
///
/// The text is not sanitised. The code that renders it must do that: for a terminal by replacing
/// control characters, for a web page by escaping.
package struct Span: Equatable, Sendable {
    /// The kind of a piece of text.
    package enum Kind: Equatable, Sendable {
        /// Text.
        case plain
        /// Text of an earlier message; the depth is 1 for a quote, 2 for a quote in a quote.
        case quote(depth: Int)
        /// Text with a link.
        case link(Link)
        /// The author's signature, or the footer of a mailing list.
        case signature
        /// A text such as `(no subject)`, which mailclerk shows instead of a missing text.
        case marker
    }

    /// The text.
    package let text: String
    /// The kind of the text.
    package let kind: Kind

    /// Creates a span of this text.
    package init(_ text: String, _ kind: Kind = .plain) {
        self.text = text
        self.kind = kind
    }

    /// Returns the name of a case or lead, `case 7`, with a link to it.
    static func record(_ record: RecordID) -> Span { Span(record.name, .link(.record(record))) }

    /// Returns the text, or a marker if it is empty.
    static func text(_ text: String, orMarker marker: String) -> Span {
        text.isEmpty ? Span(marker, .marker) : Span(text)
    }
}

/// The target of a link in a span or row.
package enum Link: Equatable, Sendable {
    /// A web address.
    case url(String)
    /// An email by its ID.
    case email(Int64)
    /// An attachment of an email, counted from 1, with a safe file name.
    case attachment(email: Int64, number: Int, fileName: String)
    /// A case or a lead.
    case record(RecordID)
    /// A person by mail address.
    case contact(String)
    /// A mailbox by name.
    case mailbox(String)
}

extension [Span] {
    /// The text of all spans, one after another.
    package var text: String { map(\.text).joined() }

    /// Returns one plain span.
    static func plain(_ text: String) -> [Span] { [Span(text)] }
}
