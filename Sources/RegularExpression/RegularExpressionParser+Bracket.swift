// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Bracket expressions (XBD 9.3.5).
///
///     [abc]  [^a-z]  []a]  [a-]  [[:digit:]_]  [[.-.]]  [[=e=]]
extension RegularExpressionParser {
    /// A member of a bracket expression.
    private enum Member {
        case scalar(Unicode.Scalar)
        case named(ScalarSet.Class)
    }

    /// Parses the rest of a bracket expression after its `[`.
    mutating func bracket() throws(RegularExpressionError) -> ScalarSet {
        var set = ScalarSet()
        set.isNegated = take("^")
        var isFirst = true
        while let scalar = current {
            if scalar == "]", !isFirst {
                position += 1
                return set
            }
            isFirst = false
            let low = try member()
            guard current == "-", position + 1 < scalars.count, scalars[position + 1] != "]"
            else {
                switch low {
                case .scalar(let scalar):
                    let folded = ScalarForms(scalar).folded
                    set.ranges += [scalar.value...scalar.value, folded...folded]
                case .named(let name): set.classes.append(name)
                }
                continue
            }
            position += 1
            guard case .scalar(let start) = low, case .scalar(let end) = try member(),
                start <= end
            else { throw .malformedRange }
            set.ranges.append(start.value...end.value)
        }
        throw .unclosedBracket
    }

    private mutating func member() throws(RegularExpressionError) -> Member {
        let scalar = scalars[position]
        position += 1
        guard scalar == "[", let sign = current, sign == ":" || sign == "." || sign == "=" else {
            return .scalar(scalar)
        }
        position += 1
        let start = position
        while position + 1 < scalars.count {
            guard scalars[position] == sign, scalars[position + 1] == "]" else {
                position += 1
                continue
            }
            let inside = scalars[start..<position]
            position += 2
            let name = String(String.UnicodeScalarView(inside))
            if sign == ":" {
                guard let named = ScalarSet.Class(rawValue: name), named != .word else {
                    throw .unknownClass(name)
                }
                return .named(named)
            }
            guard let only = inside.first, inside.count == 1 else { throw .unknownElement(name) }
            return .scalar(only)
        }
        throw .unclosedName(Character(sign))
    }
}
