// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Why a text isn't a regular expression that can be used.
package enum RegularExpressionError: Error, Hashable, Sendable {
    /// There is nothing in it.
    case empty
    /// It is longer than ``RegularExpressionLimits/patternBytes``.
    case tooLong
    /// Its repetitions multiply to more than ``RegularExpressionLimits/states``.
    case tooManyStates
    /// More than ``RegularExpressionLimits/groupDepth`` groups inside each other.
    case tooDeep
    /// A group without an end.
    case unclosedGroup
    /// The end of a group that never started.
    case unopenedGroup
    /// A sign of repetition behind nothing.
    case nothingToRepeat(Character)
    /// Counts in braces that are none.
    case malformedRepetition
    /// A count above ``RegularExpressionLimits/repetitions``.
    case tooManyRepetitions
    /// A backslash as the last character.
    case unfinishedEscape
    /// A backslash before a digit.
    case backReference
    /// A backslash before a letter that has no meaning then.
    case unknownEscape(Character)
    /// A bracket expression without an end.
    case unclosedBracket
    /// `[:`, `[.` or `[=` without an end.
    case unclosedName(Character)
    /// A class of another name than POSIX has.
    case unknownClass(String)
    /// A collating element of more than one character.
    case unknownElement(String)
    /// A range from a higher character to a lower one, or from or to a class.
    case malformedRange
}

extension RegularExpressionError: CustomStringConvertible {
    /// A sentence for people.
    package var description: String {
        switch self {
        case .empty: "an empty pattern matches everything"
        case .tooLong: "a pattern is at most \(RegularExpressionLimits.patternBytes) bytes long"
        case .tooManyStates: "the repetitions multiply to too much"
        case .tooDeep: "groups nest at most \(RegularExpressionLimits.groupDepth) deep"
        case .unclosedGroup: "a ( without its )"
        case .unopenedGroup: "a ) without its ("
        case .nothingToRepeat(let sign): "\(sign) has nothing to repeat"
        case .malformedRepetition: "a repetition is {n}, {n,} or {n,m} with n up to m"
        case .tooManyRepetitions:
            "a repetition counts up to \(RegularExpressionLimits.repetitions)"
        case .unfinishedEscape: "a \\ at the end"
        case .backReference: "back-references are not allowed"
        case .unknownEscape(let letter): "\\\(letter) means nothing here"
        case .unclosedBracket: "a [ without its ]"
        case .unclosedName(let sign): "a [\(sign) without its end"
        case .unknownClass(let name): "there is no character class [:\(name):]"
        case .unknownElement(let name): "[.\(name).] is more than one character"
        case .malformedRange: "a range goes from a character to a higher one"
        }
    }
}
