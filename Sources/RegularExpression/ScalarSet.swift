// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The characters that a bracket expression matches (POSIX.1-2017 XBD 9.3.5).
struct ScalarSet: Sendable {
    enum Class: String, Sendable, CaseIterable {
        case alpha, digit, alnum, upper, lower, space, blank, punct, print, graph, cntrl, xdigit
        /// Letters, digits and `_`.
        case word
    }

    var ranges: [ClosedRange<UInt32>] = []
    var classes: [Class] = []
    var isNegated = false

    init() {}

    init(_ only: Class, isNegated: Bool = false) {
        classes = [only]
        self.isNegated = isNegated
    }

    /// Returns whether a character is in the set, ignoring case.
    func contains(_ forms: ScalarForms) -> Bool {
        let isIn =
            holds(forms.scalar) || forms.folded != forms.scalar && holds(forms.folded)
            || forms.lower != forms.scalar && holds(forms.lower)
            || forms.upper != forms.scalar && holds(forms.upper)
        return isIn != isNegated
    }

    private func holds(_ scalar: UInt32) -> Bool {
        ranges.contains { $0.contains(scalar) } || classes.contains { $0.holds(scalar) }
    }
}

extension ScalarSet.Class {
    /// Returns whether a character belongs to the class; Unicode properties decide outside ASCII.
    func holds(_ value: UInt32) -> Bool {
        guard let scalar = Unicode.Scalar(value) else { return false }
        let properties = scalar.properties
        switch self {
        case .alpha: return properties.isAlphabetic
        case .digit: return (0x30...0x39).contains(value)
        case .alnum: return properties.isAlphabetic || properties.numericType == .decimal
        case .upper: return properties.isUppercase
        case .lower: return properties.isLowercase
        case .space: return properties.isWhitespace
        case .blank: return value == 0x09 || properties.generalCategory == .spaceSeparator
        case .punct:
            switch properties.generalCategory {
            case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
                .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol,
                .currencySymbol, .modifierSymbol, .otherSymbol:
                return true
            default: return false
            }
        case .print: return Self.isPrinted(properties.generalCategory)
        case .graph:
            return Self.isPrinted(properties.generalCategory) && !properties.isWhitespace
        case .cntrl: return properties.generalCategory == .control
        case .xdigit: return properties.isASCIIHexDigit
        case .word:
            return value == 0x5F || properties.isAlphabetic || properties.numericType == .decimal
        }
    }

    private static func isPrinted(_ category: Unicode.GeneralCategory) -> Bool {
        switch category {
        case .control, .surrogate, .unassigned, .lineSeparator, .paragraphSeparator: false
        default: true
        }
    }
}

/// The forms of a character that case-insensitive matching compares.
///
/// Only forms of one character are used: `ß` does not match `SS`, because sets and counts apply to
/// single characters.
struct ScalarForms {
    let scalar: UInt32
    let lower: UInt32
    let upper: UInt32
    /// The folded form, equal for characters that differ only in case, such as `ς` and `σ`.
    let folded: UInt32

    init(_ scalar: Unicode.Scalar) {
        let value = scalar.value
        self.scalar = value
        if value < 0x80 {
            lower = (0x41...0x5A).contains(value) ? value + 0x20 : value
            upper = (0x61...0x7A).contains(value) ? value - 0x20 : value
            folded = lower
        } else {
            let raised = Self.only(scalar.properties.uppercaseMapping) ?? scalar
            upper = raised.value
            lower = (Self.only(scalar.properties.lowercaseMapping) ?? scalar).value
            folded = (Self.only(raised.properties.lowercaseMapping) ?? raised).value
        }
    }

    private static func only(_ text: String) -> Unicode.Scalar? {
        let scalars = text.unicodeScalars
        return scalars.count == 1 ? scalars.first : nil
    }
}
