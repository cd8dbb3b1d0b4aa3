// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The text of a settings file, validated as UTF-8 without NUL.
struct SourceText {
    /// The bytes of the file, unchanged.
    let bytes: [UInt8]
    /// The text without a byte order mark.
    let text: String

    /// The reason why bytes are not valid text, with the position.
    struct Problem: Error {
        var position: SourcePosition
        var message: String
    }

    /// Validates `bytes`; throws a `Problem` at the first invalid byte.
    init(_ bytes: [UInt8]) throws(Problem) {
        if let offset = bytes.firstIndex(of: 0) {
            throw Problem(
                position: LineIndex(bytes).position(at: offset),
                message: "the file contains a NUL byte")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(
                position: LineIndex(bytes).position(at: SourceText.firstInvalid(bytes)),
                message: "the file is not UTF-8")
        }
        self.bytes = bytes
        self.text =
            text.unicodeScalars.first == "\u{FEFF}"
            ? String(text.unicodeScalars.dropFirst()) : text
    }

    /// Returns the offset of the first byte that is not valid UTF-8.
    private static func firstInvalid(_ bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var offset = 0
        while true {
            switch decoder.decode(&iterator) {
            case .scalarValue(let scalar): offset += UTF8.width(scalar)
            case .emptyInput, .error: return offset
            }
        }
    }
}
