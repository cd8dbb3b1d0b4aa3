// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The reason why a text is not a usable regular expression.
package enum RegularExpressionError: Error, Hashable, Sendable {
    /// An empty pattern.
    case empty
    /// A pattern longer than ``RegularExpressionLimits/patternBytes``.
    case tooLong
    /// Repetitions that expand to more than ``RegularExpressionLimits/states``.
    case tooManyStates
    /// More than ``RegularExpressionLimits/groupDepth`` nested groups.
    case tooDeep
    /// A group that is not closed.
    case unclosedGroup
    /// A closing parenthesis without an open group.
    case unopenedGroup
    /// A repetition operator without an operand.
    case nothingToRepeat(Character)
    /// Invalid counts in braces.
    case malformedRepetition
    /// A count above ``RegularExpressionLimits/repetitions``.
    case tooManyRepetitions
    /// A backslash as the last character.
    case unfinishedEscape
    /// A backslash followed by a digit.
    case backReference
    /// A backslash followed by a letter that has no special meaning.
    case unknownEscape(Character)
    /// A bracket expression that is not closed.
    case unclosedBracket
    /// A `[:`, `[.` or `[=` that is not closed.
    case unclosedName(Character)
    /// A character class that POSIX does not define.
    case unknownClass(String)
    /// A collating element with more than one character.
    case unknownElement(String)
    /// A range whose first character is higher than its last, or that has a class as an end.
    case malformedRange
}

extension RegularExpressionError: CustomStringConvertible {
    /// A human-readable message.
    package var description: String {
        switch self {
        case .empty: "an empty pattern matches everything"
        case .tooLong: "patterns must be at most \(RegularExpressionLimits.patternBytes) bytes long"
        case .tooManyStates: "the repetitions expand to too many states"
        case .tooDeep: "groups may be nested at most \(RegularExpressionLimits.groupDepth) deep"
        case .unclosedGroup: "unmatched ("
        case .unopenedGroup: "unmatched )"
        case .nothingToRepeat(let sign): "\(sign) has nothing to repeat"
        case .malformedRepetition: "a repetition must be {n}, {n,} or {n,m} with n at most m"
        case .tooManyRepetitions:
            "repetition counts must be at most \(RegularExpressionLimits.repetitions)"
        case .unfinishedEscape: "trailing \\"
        case .backReference: "back-references are not allowed"
        case .unknownEscape(let letter): "unknown escape \\\(letter)"
        case .unclosedBracket: "unmatched ["
        case .unclosedName(let sign): "unclosed [\(sign)"
        case .unknownClass(let name): "unknown character class [:\(name):]"
        case .unknownElement(let name): "[.\(name).] is more than one character"
        case .malformedRange: "a range must go from a lower to a higher character"
        }
    }
}
