// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON

/// A part of a view: an optional heading and its content.
package struct Section: Equatable, Sendable {
    /// A heading.
    package struct Heading: Equatable, Sendable {
        /// The text of the heading.
        package let text: String
        /// Whether the heading is the title of an item, such as a journal entry; otherwise it only
        /// announces the content, such as the attachments of an email.
        package let isTitle: Bool
    }

    /// The content of a section.
    package enum Content: Equatable, Sendable {
        /// Labelled values.
        case fields(FieldsView)
        /// Rows in columns.
        case table(TableView)
        /// The text of a message or record.
        case text(TextView)
        /// Remarks in lines, such as the history of a case.
        case remarks([Remark])
        /// Attachments of an email.
        case attachments([AttachmentItem])
    }

    /// The heading; nil if there is none.
    package let heading: Heading?
    /// The content below the heading.
    package let content: Content

    init(_ content: Content, announcedBy text: String) {
        self.init(content, heading: Heading(text: text, isTitle: false))
    }

    init(_ content: Content, titled text: String) {
        self.init(content, heading: Heading(text: text, isTitle: true))
    }

    init(_ content: Content) { self.init(content, heading: nil) }

    private init(_ content: Content, heading: Heading?) {
        self.content = content
        self.heading = heading
    }
}

/// A sentence, and a text that belongs to it.
package struct Remark: Equatable, Sendable {
    /// The sentence.
    package let sentence: [Span]
    /// A text of several lines below it; nil if there is none.
    package let text: String?
}

/// An attachment in a list.
package struct AttachmentItem: Equatable, Sendable {
    /// The number, counted from 1.
    package let number: Int
    /// The name, type and size.
    package let description: [Span]
    /// The link that saves the attachment.
    package let link: Link
}

/// A view that consists of sections, and has a JSON form for programs.
package protocol SectionedView {
    /// The sections from top to bottom, which are shown with a gap between them.
    var sections: [Section] { get }
    /// The whole view as one JSON value.
    var json: JSON { get }
}
