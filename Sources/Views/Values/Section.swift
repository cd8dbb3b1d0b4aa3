// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON

/// A part of what is shown: an optional heading and what stands below it.
package struct Section: Equatable, Sendable {
    /// A heading.
    package struct Heading: Equatable, Sendable {
        /// What it says.
        package let text: String
        /// Whether it names a thing, such as a journal entry; otherwise it only announces what
        /// follows, such as the attachments of an email.
        package let isTitle: Bool
    }

    /// What a section consists of.
    package enum Content: Equatable, Sendable {
        /// Labelled values.
        case fields(FieldsView)
        /// Rows in columns.
        case table(TableView)
        /// A text from outside.
        case text(TextView)
        /// Remarks, one a line, such as the history of a case.
        case remarks([Remark])
        /// Attachments of an email.
        case attachments([AttachmentItem])
    }

    /// The heading; nil if there is none.
    package let heading: Heading?
    /// What stands below it.
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
    /// Name, type and size.
    package let description: [Span]
    /// Where it is saved from.
    package let link: Link
}

/// Something that is shown as sections, and printed for programs as JSON.
package protocol SectionedView {
    /// What is shown, from top to bottom, with a gap between sections.
    var sections: [Section] { get }
    /// The whole as one JSON value.
    var json: JSON { get }
}
