// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Why a text isn't a template, and where.
package struct TemplateError: Error, Hashable, Sendable {
    /// What is wrong.
    package enum Problem: Hashable, Sendable {
        /// A tag without an end.
        case unclosedTag
        /// A tag without a name.
        case missingName
        /// A name of other things than letters, digits and `-_/:@+`, in parts between single dots.
        case malformedName
        /// A tag of a kind that this language doesn't have, such as `{{$block}}`.
        case unknownTag(Character)
        /// A section without an end.
        case unclosedSection(String)
        /// The end of a section that never started.
        case unopenedSection(String)
        /// The end of another section than the one last opened.
        case mismatchedEnd(String, open: String)
        /// A change of delimiters that doesn't name two, free of white space and `=`.
        case malformedDelimiters
        /// More than ``TemplateLimits/sectionDepth`` sections inside each other.
        case tooDeep
    }

    /// The line of the tag, from 1.
    package let line: Int
    /// The column of the tag, from 1, in code points.
    package let column: Int
    /// What is wrong with it.
    package let problem: Problem
}

extension TemplateError: CustomStringConvertible {
    /// A sentence for people, without the place: `the section "case" has no end`.
    package var description: String {
        switch problem {
        case .unclosedTag: "the tag has no end"
        case .missingName: "the tag has no name"
        case .malformedName:
            "a name is made of letters, digits and -_/:@+, its parts joined by single dots"
        case .unknownTag(let sigil): "there are no tags that start with \(sigil)"
        case .unclosedSection(let name): "the section \"\(name)\" has no end"
        case .unopenedSection(let name): "the section \"\(name)\" ends but never started"
        case .mismatchedEnd(let name, let open):
            "the section \"\(name)\" ends where \"\(open)\" is open"
        case .malformedDelimiters:
            "delimiters are changed as in {{=<% %>=}}, without = or white space in them"
        case .tooDeep: "more than \(TemplateLimits.sectionDepth) sections inside each other"
        }
    }
}
