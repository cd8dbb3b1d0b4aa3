// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

// encoded-word = "=?" charset "?" encoding "?" encoded-text "?=" (RFC 2047 section 2)
extension MessageComposer.FoldedField {
    /// The length of an encoded word without its text: `=?UTF-8?Q?` and `?=`.
    private static let frame = 12
    /// The maximum length of the text of an encoded word (RFC 2047 section 2: 75 bytes in all).
    private static let textLimit = 75 - frame
    /// The minimum space on a line for an encoded word; with less, the word goes on the next line.
    private static let leastRoom = 16

    private enum WordEncoding {
        case q, b

        /// Returns the length of the encoded text.
        func count(_ text: some Collection<UInt8>) -> Int {
            switch self {
            case .q: text.reduce(0) { $0 + (qByte($1) == nil ? 3 : 1) }
            case .b: (text.count + 2) / 3 * 4
            }
        }

        func encodedWord(_ text: [UInt8]) -> [UInt8] {
            guard self == .q else {
                return Array("=?UTF-8?B?".utf8) + MessageComposer.base64(text) + Array("?=".utf8)
            }
            var word = Array("=?UTF-8?Q?".utf8)
            for byte in text {
                if let plain = qByte(byte) {
                    word.append(plain)
                } else {
                    MessageComposer.appendHexadecimal(byte, to: &word)
                }
            }
            return word + Array("?=".utf8)
        }

        /// Returns the byte that represents this byte in Q, or nil if it needs hexadecimal digits.
        ///
        /// Only bytes that are allowed in a phrase (RFC 2047 section 5 (3)) represent themselves.
        private func qByte(_ byte: UInt8) -> UInt8? {
            switch byte {
            case 0x20: UInt8(ascii: "_")
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"):
                byte
            default: "!*+-/".utf8.contains(byte) ? byte : nil
            }
        }
    }

    /// Appends text as encoded words in UTF-8, in B or Q, whichever is shorter.
    ///
    /// A user-perceived character is not split between words, unless it is longer than a word may
    /// be; then it is split between code points.
    mutating func append(encoding text: [UInt8]) {
        let encoding: WordEncoding =
            WordEncoding.q.count(text) <= WordEncoding.b.count(text) ? .q : .b
        var word: [UInt8] = []
        var room = textRoom
        for unit in Self.units(of: String(decoding: text, as: UTF8.self), in: encoding) {
            if encoding.count(word + unit) > room {
                if !word.isEmpty { append(encodedWord: encoding.encodedWord(word)) }
                word = []
                breakLine()
                room = Self.textLimit
            } else if word.isEmpty, room < Self.leastRoom {
                breakLine()
                room = Self.textLimit
            }
            word += unit
        }
        if !word.isEmpty { append(encodedWord: encoding.encodedWord(word)) }
    }

    /// The maximum length of the text of an encoded word on this line.
    private var textRoom: Int {
        min(Self.textLimit, Self.encodedLineLimit - column - 1 - Self.frame)
    }

    /// Returns the units that must not be split: characters, or the code points of long characters.
    private static func units(of text: String, in encoding: WordEncoding) -> [[UInt8]] {
        text.flatMap { character in
            let whole = Array(character.utf8)
            guard encoding.count(whole) > textLimit else { return [whole] }
            return character.unicodeScalars.map { Array($0.utf8) }
        }
    }
}
