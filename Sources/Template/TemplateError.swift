// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The reason why a text is not a valid template, and its position.
package struct TemplateError: Error, Hashable, Sendable {
    /// The kinds of errors.
    package enum Problem: Hashable, Sendable {
        /// A tag that is not closed.
        case unclosedTag
        /// A tag without a name.
        case missingName
        /// A name that is not made of letters, digits and `-_/:@+`, in parts separated by single
        /// dots.
        case malformedName
        /// An unsupported kind of tag, such as `{{$block}}`.
        case unknownTag(Character)
        /// A section that is not closed.
        case unclosedSection(String)
        /// The end of a section that was not opened.
        case unopenedSection(String)
        /// The end of a section other than the one opened last.
        case mismatchedEnd(String, open: String)
        /// A delimiter tag that does not name two delimiters free of white space and `=`.
        case malformedDelimiters
        /// More than ``TemplateLimits/sectionDepth`` nested sections.
        case tooDeep
    }

    /// The line of the tag, from 1.
    package let line: Int
    /// The column of the tag, from 1, in code points.
    package let column: Int
    /// The kind of error.
    package let problem: Problem
}

extension TemplateError: CustomStringConvertible {
    /// A human-readable message without the position: `the section "case" has no end`.
    package var description: String {
        switch problem {
        case .unclosedTag: "the tag has no end"
        case .missingName: "the tag has no name"
        case .malformedName:
            "names consist of letters, digits and -_/:@+, in parts joined by single dots"
        case .unknownTag(let sigil): "tags that start with \(sigil) are not supported"
        case .unclosedSection(let name): "the section \"\(name)\" has no end"
        case .unopenedSection(let name): "the section \"\(name)\" is closed but was not opened"
        case .mismatchedEnd(let name, let open):
            "the section \"\(name)\" is closed while \"\(open)\" is open"
        case .malformedDelimiters:
            "delimiters are changed as in {{=<% %>=}} and must not contain = or white space"
        case .tooDeep: "sections are nested more than \(TemplateLimits.sectionDepth) deep"
        }
    }
}
