// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A node of the syntax tree of an expression.
indirect enum Node {
    case empty
    /// One character, folded.
    case scalar(UInt32)
    case any
    case set(Int)
    case assertion(Program.Assertion)
    case sequence([Node])
    case alternatives([Node])
    case repeated(Node, least: Int, most: Int?)
}

/// Parses a POSIX extended regular expression (XBD 9.4).
///
///     ERE        = branch *("|" branch)
///     branch     = *(atom *("*" / "+" / "?" / "{" counts "}"))
///     atom       = "(" ERE ")" / "." / "[" ... "]" / "^" / "$" / "\" character / character
struct RegularExpressionParser {
    /// The bracket expressions parsed so far.
    var sets: [ScalarSet] = []
    let scalars: [Unicode.Scalar]
    var position = 0
    private var depth = 0

    init(_ pattern: String) throws(RegularExpressionError) {
        guard !pattern.isEmpty else { throw .empty }
        guard pattern.utf8.count <= RegularExpressionLimits.patternBytes else { throw .tooLong }
        scalars = Array(pattern.unicodeScalars)
    }

    var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    mutating func parse() throws(RegularExpressionError) -> Node {
        let node = try alternatives()
        guard current == nil else { throw .unopenedGroup }
        return node
    }

    mutating func take(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        position += 1
        return true
    }

    private mutating func alternatives() throws(RegularExpressionError) -> Node {
        var branches = [try branch()]
        while take("|") { branches.append(try branch()) }
        return branches.count == 1 ? branches[0] : .alternatives(branches)
    }

    private mutating func branch() throws(RegularExpressionError) -> Node {
        var parts: [Node] = []
        /// Whether the last part can be repeated; an anchor cannot.
        var isRepeatable = false
        while let scalar = current, scalar != "|", scalar != ")" {
            switch scalar {
            case "*", "+", "?", "{":
                guard isRepeatable, let last = parts.popLast() else {
                    throw .nothingToRepeat(Character(scalar))
                }
                position += 1
                parts.append(try repeated(last, by: scalar))
            case "^", "$":
                position += 1
                parts.append(.assertion(scalar == "^" ? .textStart : .textEnd))
                isRepeatable = false
            default:
                let atom = try atom()
                parts.append(atom)
                // An anchor in a group of its own can be repeated.
                isRepeatable = if case .assertion = atom { scalar == "(" } else { true }
            }
        }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
    }

    private mutating func atom() throws(RegularExpressionError) -> Node {
        let scalar = scalars[position]
        position += 1
        switch scalar {
        case "(":
            guard depth < RegularExpressionLimits.groupDepth else { throw .tooDeep }
            depth += 1
            let inside = try alternatives()
            guard take(")") else { throw .unclosedGroup }
            depth -= 1
            return inside
        case ".": return .any
        case "[": return add(try bracket())
        case "\\": return try escape()
        default: return .scalar(ScalarForms(scalar).folded)
        }
    }

    private mutating func add(_ set: ScalarSet) -> Node {
        sets.append(set)
        return .set(sets.count - 1)
    }

    private mutating func escape() throws(RegularExpressionError) -> Node {
        guard let scalar = current else { throw .unfinishedEscape }
        position += 1
        switch scalar {
        case "1"..."9": throw .backReference
        case "w", "W": return add(ScalarSet(.word, isNegated: scalar == "W"))
        case "s", "S": return add(ScalarSet(.space, isNegated: scalar == "S"))
        case "b": return .assertion(.wordBoundary)
        case "B": return .assertion(.noWordBoundary)
        case "<": return .assertion(.wordStart)
        case ">": return .assertion(.wordEnd)
        case "0", "a"..."z", "A"..."Z": throw .unknownEscape(Character(scalar))
        default: return .scalar(ScalarForms(scalar).folded)
        }
    }

    private mutating func repeated(
        _ node: Node, by sign: Unicode.Scalar
    ) throws(RegularExpressionError) -> Node {
        switch sign {
        case "*": return .repeated(node, least: 0, most: nil)
        case "+": return .repeated(node, least: 1, most: nil)
        case "?": return .repeated(node, least: 0, most: 1)
        default: break
        }
        guard let least = try count() else { throw .malformedRepetition }
        var most: Int? = least
        if take(",") { most = try count() }
        guard take("}"), most.map({ least <= $0 }) ?? true else { throw .malformedRepetition }
        return .repeated(node, least: least, most: most)
    }

    private mutating func count() throws(RegularExpressionError) -> Int? {
        var number: Int?
        while let scalar = current, ("0"..."9").contains(scalar) {
            let sum = (number ?? 0) * 10 + Int(scalar.value - 0x30)
            guard sum <= RegularExpressionLimits.repetitions else { throw .tooManyRepetitions }
            number = sum
            position += 1
        }
        return number
    }
}
