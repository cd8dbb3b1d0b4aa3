// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A template in the Mustache language (mustache(5) and the required modules of its specification).
///
/// It supports interpolation, sections, inverted sections, partials with indentation, changed
/// delimiters, comments and standalone tags. Blocks, lambdas and dynamic names, which are optional
/// in the specification, are errors.
package struct Template: Sendable {
    /// The instructions for the renderer, in order; sections jump by index.
    enum Instruction: Sendable {
        /// Copies these bytes of the source.
        case text(Range<Int>)
        /// Writes the indentation of the partial, because a line of the source starts here.
        case lineStart
        case value(Name, escaped: Bool)
        /// Iterates over a value; `end` is the index after the matching `sectionEnd`.
        case section(Name, end: Int)
        case sectionEnd
        /// Jumps to `end` unless the value is false, empty or absent.
        case inverted(Name, end: Int)
        /// Renders another template; `indentation` is nil for a tag with text on its line.
        case partial(Name, indentation: Range<Int>?)
    }

    /// A name in a tag, with its position in the source.
    struct Name: Sendable {
        let text: String
        /// The parts of the name between dots; empty for `.`, the current value.
        let path: [String]
        let line: Int
        let column: Int
    }

    let source: [UInt8]
    let instructions: [Instruction]

    /// Parses a template.
    ///
    /// - Parameter source: The text of the template.
    /// - Throws: The first error in the source, with its position.
    package init(parsing source: String) throws(TemplateError) {
        var parser = TemplateParser(source: Array(source.utf8))
        try parser.parse()
        self.source = parser.source
        instructions = parser.instructions
    }
}
