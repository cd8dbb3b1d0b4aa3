// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

// Parameters of Content-Disposition (RFC 2183, RFC 2231).
extension MessageComposer.FoldedField {
    /// At most 60 bytes for a name in quotes; longer names are encoded.
    private static let quotedLimit = 60
    /// At most 1,000 bytes for a name; file systems allow only 255.
    private static let fileNameLimit = 1_000
    /// At most 56 bytes per section, so that the section and its parameter name fit on a line.
    private static let pieceLimit = 56

    /// Returns the Content-Disposition field of a part, with its file name if there is one.
    ///
    /// - Parameters:
    ///   - type: `attachment` or `inline`.
    ///   - fileName: The file name; nil for none.
    /// - Returns: The field with its line ending.
    static func disposition(_ type: String, fileName: String?) -> [UInt8] {
        guard var field = MessageComposer.FoldedField(name: "Content-Disposition") else {
            return []
        }
        let name = cleaned(fileName ?? "")
        guard !name.isEmpty else {
            field.append(Array(type.utf8))
            return field.line
        }
        field.append(Array("\(type);".utf8))
        let parameters = canBeQuoted(name) ? [quoted(name)] : extended(name)
        for (index, parameter) in parameters.enumerated() {
            field.append(parameter + (index + 1 < parameters.count ? [UInt8(ascii: ";")] : []))
        }
        return field.line
    }

    /// Replaces white space and control characters by single spaces, and truncates between code
    /// points.
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

    /// Whether a name in quotes cannot be misinterpreted.
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
    /// Percent-encodes a name in as many sections as necessary, without splitting code points.
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
