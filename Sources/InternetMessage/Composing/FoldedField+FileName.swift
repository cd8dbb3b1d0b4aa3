// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

// Parameters of Content-Disposition (RFC 2183, RFC 2231).
extension MessageComposer.FoldedField {
    /// How many bytes a name may have to stand as it is, in quotes.
    private static let quotedLimit = 60
    /// How many bytes a name may have at all; file systems allow 255.
    private static let fileNameLimit = 1_000
    /// How many bytes of a piece there are at most: with its name it fits on a line.
    private static let pieceLimit = 56

    /// The line of Content-Disposition for an attachment, with its name if there is any.
    static func disposition(fileName: String?) -> [UInt8] {
        guard var field = MessageComposer.FoldedField(name: "Content-Disposition") else {
            return []
        }
        let name = cleaned(fileName ?? "")
        guard !name.isEmpty else {
            field.append(Array("attachment".utf8))
            return field.line
        }
        field.append(Array("attachment;".utf8))
        let parameters = canBeQuoted(name) ? [quoted(name)] : extended(name)
        for (index, parameter) in parameters.enumerated() {
            field.append(parameter + (index + 1 < parameters.count ? [UInt8(ascii: ";")] : []))
        }
        return field.line
    }

    /// The name with one space for white space and control characters, cut between code points.
    private static func cleaned(_ name: String) -> [UInt8] {
        var output: [UInt8] = []
        let words = words(of: name.utf8).joined(separator: [0x20])
        for scalar in String(decoding: Array(words), as: UTF8.self).unicodeScalars {
            guard output.count + scalar.utf8.count <= fileNameLimit else { break }
            output += scalar.utf8
        }
        while output.last == 0x20 { output.removeLast() }
        return output
    }

    /// Whether nobody could read the name in quotes as anything else.
    private static func canBeQuoted(_ name: [UInt8]) -> Bool {
        name.count <= quotedLimit && name.allSatisfy { $0 < 0x7F }
            && !zip(name, name.dropFirst()).contains {
                $0 == UInt8(ascii: "=") && $1 == UInt8(ascii: "?")
            }
    }

    private static func quoted(_ name: [UInt8]) -> [UInt8] {
        Array("filename=\"".utf8) + MessageComposer.escaped(name) + Array("\"".utf8)
    }

    //     extended-initial-value := charset "'" language "'" extended-other-values
    /// The name percent-encoded, in as many pieces as it needs; a code point stays in one.
    private static func extended(_ name: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = [Array("UTF-8''".utf8)]
        for scalar in String(decoding: name, as: UTF8.self).unicodeScalars {
            var unit: [UInt8] = []
            for byte in scalar.utf8 {
                if byte.isLetter || byte.isDigit || "-._".utf8.contains(byte) {
                    unit.append(byte)
                } else {
                    unit.append(UInt8(ascii: "%"))
                    MessageComposer.appendDigits(byte, to: &unit)
                }
            }
            let last = pieces.count - 1
            if pieces[last].count + unit.count > pieceLimit {
                pieces.append(unit)
            } else {
                pieces[last] += unit
            }
        }
        guard pieces.count > 1 else { return [Array("filename*=".utf8) + pieces[0]] }
        return pieces.enumerated().map { Array("filename*\($0.offset)*=".utf8) + $0.element }
    }
}
