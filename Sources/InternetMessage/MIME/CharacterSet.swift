// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A charset used in mail, with its conversion to Unicode.
///
/// Decoding never fails: invalid bytes become U+FFFD. UTF-8, ASCII and Western charsets are decoded
/// here, all others by the C library's iconv, whose start costs up to half a millisecond.
public enum CharacterSet: Sendable, Hashable {
    /// US-ASCII, or no charset: decoded as UTF-8 if the bytes are valid, else as windows-1252.
    case ascii
    /// UTF-8 (RFC 3629).
    case utf8
    /// windows-1252, also used for iso-8859-1.
    case windows1252
    /// iso-2022-jp with the NEC and IBM extensions (RFC 1468).
    case iso2022jp
    /// HZ, Chinese in seven bits (RFC 1843).
    case hz
    /// Another charset, with its name for iconv.
    case other(String)

    /// Returns the text of the bytes.
    public func decode(_ bytes: [UInt8]) -> String {
        switch self {
        case .utf8: return String(decoding: bytes, as: UTF8.self)
        case .ascii where Self.isValidUTF8(bytes): return String(decoding: bytes, as: UTF8.self)
        default:
            var output: [UInt8] = []
            append(bytes[...], to: &output)
            return String(decoding: output, as: UTF8.self)
        }
    }

    /// Whether the bytes are well-formed UTF-8.
    static func isValidUTF8(_ bytes: ArraySlice<UInt8>) -> Bool {
        (try? UTF8Span(validating: bytes.span)) != nil
    }

    /// Whether the bytes are well-formed UTF-8.
    static func isValidUTF8(_ bytes: [UInt8]) -> Bool { isValidUTF8(bytes[...]) }

    /// Appends the text of the bytes as UTF-8; for `utf8` invalid bytes are copied unchanged.
    ///
    /// Text that is clearly UTF-8 is copied in spite of the charset.
    func append(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        if !isStateful, bytes.span.isASCII {
            output += bytes
            return
        }
        let charset =
            self == .ascii
            ? Self.guess(isUTF8: Self.isValidUTF8(bytes)) : corrected(for: bytes)
        var decoder = CharsetDecoder(charset)
        decoder.append(bytes, isLast: true, to: &output)
    }

    /// Returns the charset for bytes with no charset or an unknown one.
    static func guess(isUTF8: Bool) -> CharacterSet { isUTF8 ? .utf8 : .windows1252 }

    /// Whether bytes below 0x80 may represent characters other than ASCII.
    var isStateful: Bool {
        switch self {
        case .utf8, .ascii, .windows1252: false
        case .iso2022jp, .hz: true
        case .other(let name):
            switch name {
            case "gb18030", "uhc", "cp932", "euc-jp-ms", "big5-hkscs", "cp874", "cp850",
                "macintosh":
                false
            default:
                !(name.hasPrefix("iso-8859") || name.hasPrefix("windows-")
                    || name.hasPrefix("koi8"))
            }
        }
    }

    static let windows1252High: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
        0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// Returns the scalar of a windows-1252 byte; only 0x80 to 0x9F differ from the byte's value.
    static func windows1252Scalar(_ byte: UInt8) -> UInt32 {
        (0x80...0x9F).contains(byte) ? windows1252High[Int(byte) - 0x80] : UInt32(byte)
    }
}

extension [UInt8] {
    /// Appends a Unicode scalar as UTF-8; an invalid number becomes U+FFFD.
    mutating func appendScalar(_ value: UInt32) {
        switch value {
        case 0..<0x80: append(UInt8(value))
        case 0x80..<0x800:
            append(0xC0 | UInt8(value >> 6))
            append(0x80 | UInt8(value & 0x3F))
        case 0xD800..<0xE000, 0x11_0000...: self += [0xEF, 0xBF, 0xBD]
        case 0x800..<0x1_0000:
            append(0xE0 | UInt8(value >> 12))
            append(0x80 | UInt8(value >> 6 & 0x3F))
            append(0x80 | UInt8(value & 0x3F))
        default:
            append(0xF0 | UInt8(value >> 18))
            append(0x80 | UInt8(value >> 12 & 0x3F))
            append(0x80 | UInt8(value >> 6 & 0x3F))
            append(0x80 | UInt8(value & 0x3F))
        }
    }
}
