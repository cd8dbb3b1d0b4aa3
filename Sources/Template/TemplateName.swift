// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A name that a template uses, for comparison with the names that will be available.
package struct TemplateName: Hashable, Sendable {
    /// The ways in which a template uses a name.
    package enum Use: Hashable, Sendable {
        /// Writes the value.
        case value
        /// Renders a section for the value, or for each of its elements.
        case section
        /// Renders a section unless there is a value.
        case inverted
        /// Renders the template with that name.
        case partial
    }

    /// The name as written in the tag, including dots; `.` for the current value.
    package let name: String
    /// The use of the name.
    package let use: Use
    /// The names of the enclosing sections, outermost first; their values are searched before the
    /// value given to the template.
    package let sections: [String]
    /// The line of the tag, from 1.
    package let line: Int
    /// The column of the tag, from 1, in code points.
    package let column: Int
}

extension Template {
    /// Every name that the template writes or tests, in the order of the source.
    package var names: [TemplateName] {
        allNames.filter { $0.use != .partial }
    }

    /// Every partial that the template renders, in the order of the source.
    package var partialNames: [TemplateName] {
        allNames.filter { $0.use == .partial }
    }

    private var allNames: [TemplateName] {
        var names: [TemplateName] = []
        var sections: [String] = []
        for instruction in instructions {
            let (name, use): (Name, TemplateName.Use)
            switch instruction {
            case .value(let value, _): (name, use) = (value, .value)
            case .section(let value, _): (name, use) = (value, .section)
            case .inverted(let value, _): (name, use) = (value, .inverted)
            case .partial(let partial, _): (name, use) = (partial, .partial)
            case .sectionEnd:
                sections.removeLast()
                continue
            case .text, .lineStart: continue
            }
            names.append(
                TemplateName(
                    name: name.text, use: use, sections: sections, line: name.line,
                    column: name.column))
            if use == .section { sections.append(name.text) }
        }
        return names
    }
}
