// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Why a text isn't JSON, and where.
///
/// It never carries any of the text itself.
package struct JSONError: Error, Hashable, Sendable {
    /// What is wrong.
    package enum Problem: Hashable, Sendable {
        /// The text ended where a value, or the rest of one, was due.
        case unexpectedEnd
        /// No value starts like this.
        case expectedValue
        /// A string was due as the name of a member.
        case expectedName
        /// A colon was due between name and value.
        case expectedColon
        /// A comma or the closing bracket was due.
        case expectedCommaOrEnd
        /// Something other than white space follows the value.
        case trailingText
        /// A number that RFC 8259 section 6 doesn't allow, such as `01` or `1.`.
        case malformedNumber
        /// A number too large for a double.
        case numberOutOfRange
        /// A control character that stands in a string as itself.
        case controlCharacter
        /// An escape that RFC 8259 section 7 doesn't allow, half a surrogate pair included.
        case malformedEscape
        /// Bytes in a string that aren't UTF-8.
        case malformedUTF8
        /// More than ``JSON/depthLimit`` arrays and objects inside each other.
        case tooDeep
    }

    /// The line, from 1.
    package let line: Int
    /// The column in the line, from 1, counted in code points.
    package let column: Int
    /// What is wrong there.
    package let problem: Problem
}

extension JSONError: CustomStringConvertible {
    /// A sentence for people: `line 2, column 7: a comma or a closing bracket is missing`.
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
