// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Converts text in one charset to UTF-8 in pieces, which may split a character.
struct CharsetDecoder {
    private enum Form {
        case utf8
        case windows1252
        /// A single-byte charset; see `SingleByteTable`.
        case table([UInt32])
        case iconv(CharsetConverter)
        /// A seven-bit charset, first converted to the charset of the converter.
        case sevenBit(SevenBitAsian, CharsetConverter)
        /// A charset that the C library does not know.
        case unknown
    }

    private var form: Form
    /// The start of a character that continues in the next piece.
    private var carry: [UInt8] = []

    /// Creates a decoder for any charset except `ascii`, for which a charset must be guessed first.
    init(_ charset: CharacterSet) {
        switch charset {
        case .ascii, .utf8: form = .utf8
        case .windows1252: form = .windows1252
        case .iso2022jp:
            form = CharsetConverter("euc-jp-ms").map { .sevenBit(.iso2022jp(), $0) } ?? .unknown
        case .hz: form = CharsetConverter("gb18030").map { .sevenBit(.hz(), $0) } ?? .unknown
        case .other(let name):
            if let table = SingleByteTable.table(name) {
                form = .table(table)
            } else {
                form = CharsetConverter(name).map { .iconv($0) } ?? .unknown
            }
        }
    }

    /// Whether the charset can be decoded.
    var isKnown: Bool {
        if case .unknown = form { false } else { true }
    }

    /// Appends the text of the next bytes as UTF-8.
    ///
    /// Invalid UTF-8 is copied unchanged; in other charsets invalid bytes become U+FFFD. The bytes
    /// of an unknown charset are decoded as UTF-8 if they are valid, else as windows-1252.
    mutating func append(_ bytes: ArraySlice<UInt8>, isLast: Bool, to output: inout [UInt8]) {
        switch form {
        case .utf8:
            output += carry
            let end = isLast ? bytes.endIndex : Self.endOfCharacters(carry, bytes)
            output += bytes[..<end]
            carry = Array(bytes[end...])
        case .windows1252: Self.appendWindows1252(bytes, to: &output)
        case .table(let table): SingleByteTable.append(bytes, table, to: &output)
        case .iconv(let converter):
            convert(bytes, converter, isLast: isLast, to: &output)
        case .sevenBit(var state, let converter):
            // Release the stored state first, so that it is changed in place instead of copied.
            form = .unknown
            let eightBit = state.eightBit(bytes, isLast: isLast)
            form = .sevenBit(state, converter)
            convert(eightBit[...], converter, isLast: isLast, to: &output)
        case .unknown:
            CharacterSet.ascii.append(bytes, to: &output)
        }
    }

    private mutating func convert(
        _ bytes: ArraySlice<UInt8>, _ converter: CharsetConverter, isLast: Bool,
        to output: inout [UInt8]
    ) {
        let input = carry.isEmpty ? bytes : (carry + bytes)[...]
        let end = converter.append(input, isLast: isLast, to: &output)
        carry = Array(input[end...])
    }

    /// Returns the position before an incomplete UTF-8 character at the end.
    private static func endOfCharacters(_ carry: [UInt8], _ bytes: ArraySlice<UInt8>) -> Int {
        var start = bytes.endIndex
        while start > bytes.startIndex, bytes.endIndex - start < 3 {
            start -= 1
            guard bytes[start] & 0xC0 == 0x80 else {
                let length = (~bytes[start]).leadingZeroBitCount
                return length > bytes.endIndex - start ? start : bytes.endIndex
            }
        }
        return bytes.endIndex
    }

    private static func appendWindows1252(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        output.reserveCapacity(output.count + bytes.count + bytes.count / 8)
        let high = CharacterSet.windows1252High
        for byte in bytes {
            if byte < 0x80 {
                output.append(byte)
            } else if byte >= 0xA0 {
                output.append(0xC0 | byte >> 6)
                output.append(0x80 | byte & 0x3F)
            } else {
                output.appendScalar(high[Int(byte) - 0x80])
            }
        }
    }
}
