// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A template in the Mustache language (mustache(5) and its specification, the required modules).
///
/// Interpolation, sections, inverted sections, partials with indentation, changed delimiters,
/// comments and lines that hold nothing but a tag. Blocks, lambdas and dynamic names, which the
/// specification leaves open, are errors.
package struct Template: Sendable {
    /// What the renderer does, in order; sections jump by index.
    enum Instruction: Sendable {
        /// Copies these bytes of the source.
        case text(Range<Int>)
        /// Writes the indentation of the partial, for here a line of the source starts.
        case lineStart
        case value(Name, escaped: Bool)
        /// Goes through a value; `end` follows the `sectionEnd` that belongs to it.
        case section(Name, end: Int)
        case sectionEnd
        /// Jumps to `end` unless the value is false, empty or absent.
        case inverted(Name, end: Int)
        /// Renders another template; `indentation` is nil for a tag amid text.
        case partial(Name, indentation: Range<Int>?)
    }

    /// A name in a tag with its place in the source.
    struct Name: Sendable {
        let text: String
        /// The name cut at the dots; empty for `.`, the current value.
        let path: [String]
        let line: Int
        let column: Int
    }

    let source: [UInt8]
    let instructions: [Instruction]

    /// Reads a template.
    ///
    /// - Parameter source: The text of the template.
    /// - Throws: The first thing that is wrong with it, and where.
    package init(parsing source: String) throws(TemplateError) {
        var parser = TemplateParser(source: Array(source.utf8))
        try parser.parse()
        self.source = parser.source
        instructions = parser.instructions
    }
}
