// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// A piece of text, and what it is.
///
/// The text is as it was received: whoever renders it makes it safe, a terminal by replacing control
/// characters, a page by escaping.
package struct Span: Equatable, Sendable {
    /// What a piece of text is.
    package enum Kind: Equatable, Sendable {
        /// Text.
        case plain
        /// Text of an earlier message; the depth is 1 for a quote, 2 for a quote in a quote.
        case quote(depth: Int)
        /// Text that leads somewhere.
        case link(Link)
        /// The author's signature, or the footer of a mailing list.
        case signature
        /// Words of mailclerk in place of text that is missing, such as `(no subject)`.
        case marker
    }

    /// The text.
    package let text: String
    /// What it is.
    package let kind: Kind

    /// A span of this text.
    package init(_ text: String, _ kind: Kind = .plain) {
        self.text = text
        self.kind = kind
    }

    /// The name of a case or lead, which leads there: `case 7`.
    static func record(_ record: RecordID) -> Span { Span(record.name, .link(.record(record))) }

    /// The text, or a marker if it is empty.
    static func text(_ text: String, orMarker marker: String) -> Span {
        text.isEmpty ? Span(marker, .marker) : Span(text)
    }
}

/// Where a span or a row leads.
package enum Link: Equatable, Sendable {
    /// An address of the web.
    case url(String)
    /// An email by its ID.
    case email(Int64)
    /// An attachment of an email, counted from 1, with a file name that is safe to save it under.
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

    /// One plain span.
    static func plain(_ text: String) -> [Span] { [Span(text)] }
}
