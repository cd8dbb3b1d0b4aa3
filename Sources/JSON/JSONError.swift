// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The reason why a text is not valid JSON, and its position.
///
/// The error never contains any of the text.
package struct JSONError: Error, Hashable, Sendable {
    /// The kinds of errors.
    package enum Problem: Hashable, Sendable {
        /// The text ends where a value, or the rest of a value, is expected.
        case unexpectedEnd
        /// Text that does not start a value.
        case expectedValue
        /// A member without a string as its name.
        case expectedName
        /// A missing colon between name and value.
        case expectedColon
        /// A missing comma or closing bracket.
        case expectedCommaOrEnd
        /// Text other than white space after the value.
        case trailingText
        /// A number that RFC 8259 section 6 does not allow, such as `01` or `1.`.
        case malformedNumber
        /// A number too large for a double.
        case numberOutOfRange
        /// An unescaped control character in a string.
        case controlCharacter
        /// An escape that RFC 8259 section 7 does not allow, including half a surrogate pair.
        case malformedEscape
        /// Bytes in a string that are not UTF-8.
        case malformedUTF8
        /// More than ``JSON/depthLimit`` nested arrays and objects.
        case tooDeep
    }

    /// The line number, from 1.
    package let line: Int
    /// The column in the line, from 1, in code points.
    package let column: Int
    /// The kind of error.
    package let problem: Problem
}

extension JSONError: CustomStringConvertible {
    /// A human-readable message: `line 2, column 7: a comma or a closing bracket is missing`.
    package var description: String {
        "line \(line), column \(column): \(problem.prose)"
    }
}

extension JSONError.Problem {
    fileprivate var prose: String {
        switch self {
        case .unexpectedEnd: "the text ends too early"
        case .expectedValue: "a value is missing"
        case .expectedName: "a name in double quotes is missing"
        case .expectedColon: "a colon is missing after the name"
        case .expectedCommaOrEnd: "a comma or a closing bracket is missing"
        case .trailingText: "there is more text after the value"
        case .malformedNumber: "the number is malformed"
        case .numberOutOfRange: "the number is too large"
        case .controlCharacter: "a control character in a string must be escaped"
        case .malformedEscape: "the escape is malformed"
        case .malformedUTF8: "the string isn't UTF-8"
        case .tooDeep: "arrays and objects are nested too deep"
        }
    }
}
