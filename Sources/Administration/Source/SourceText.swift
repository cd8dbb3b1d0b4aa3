// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The text of a settings file, known to be UTF-8 without NUL.
struct SourceText {
    /// The bytes as they stand in the file.
    let bytes: [UInt8]
    /// The same as a string, a byte order mark aside.
    let text: String

    /// Why bytes are no text, and where.
    struct Problem: Error {
        var position: SourcePosition
        var message: String
    }

    /// Checks `bytes`; throws where they stop being text.
    init(_ bytes: [UInt8]) throws(Problem) {
        if let offset = bytes.firstIndex(of: 0) {
            throw Problem(
                position: LineIndex(bytes).position(at: offset), message: "a NUL byte in a text")
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

    /// The offset of the first byte that is no part of valid UTF-8.
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
