// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A charset of mail, and how its bytes become Unicode.
///
/// Decoding never fails: what can't be read becomes U+FFFD. UTF-8, ASCII and the Western charsets
/// are read here, everything else by iconv of the C library, whose start costs up to half a
/// millisecond.
public enum CharacterSet: Sendable, Hashable {
    /// US-ASCII, or none given: UTF-8 when the bytes are valid, else windows-1252.
    case ascii
    /// UTF-8 (RFC 3629).
    case utf8
    /// windows-1252, also used for iso-8859-1.
    case windows1252
    /// iso-2022-jp with the NEC and IBM extensions (RFC 1468).
    case iso2022jp
    /// HZ, Chinese in seven bits (RFC 1843).
    case hz
    /// Another charset, under the name that iconv has for it.
    case other(String)

    /// Reads a charset's name as it stands in mail; nil, empty or unknown names give `ascii`.
    public init(label: String?) {
        guard let label else {
            self = .ascii
            return
        }
        var name = label.utf8.map(\.lowercased)
        name.removeAll { $0 <= ASCII.space || $0 == ASCII.quote || $0 == ASCII.apostrophe }
        let text = String(decoding: name, as: UTF8.self)
        switch text {
        case "utf-8", "utf8": self = .utf8
        case "", "us-ascii", "ascii", "ansi_x3.4-1968", "7bit", "8bit", "unknown", "unknown-8bit",
            "x-unknown", "default", "iso646-us":
            self = .ascii
        case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1", "windows-1252",
            "cp1252", "x-cp1252", "iso-8859-1-windows-3.1-latin-1":
            self = .windows1252
        case "iso-2022-jp", "iso-2022-jp-1", "iso-2022-jp-2", "iso-2022-jp-ms", "csiso2022jp":
            self = .iso2022jp
        case "hz-gb-2312", "hz": self = .hz
        default:
            let isName = text.utf8.allSatisfy {
                $0.isLetter || $0.isDigit || $0 == ASCII.hyphen || $0 == ASCII.underscore
                    || $0 == ASCII.dot || $0 == ASCII.colon || $0 == ASCII.plus
            }
            // iconv takes `//` and commas in a name as options.
            self = isName ? .other(Self.meant(text)) : .ascii
        }
    }

    /// The name that is meant: for those that glibc lacks, and charsets whose larger brother is
    /// meant.
    ///
    /// A switch, since a dictionary costs a fresh process more than all the rest of a charset.
    private static func meant(_ name: String) -> String {
        switch name {
        case "gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "euc-cn", "chinese": "gb18030"
        case "ks_c_5601-1987", "ks_c_5601", "ksc5601", "ksc_5601", "windows-949", "euc-kr",
            "cseuckr", "korean", "x-windows-949":
            "uhc"
        case "shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji", "csshiftjis":
            "cp932"
        case "euc-jp", "x-euc-jp": "euc-jp-ms"
        case "big5", "x-x-big5", "csbig5", "cn-big5": "big5-hkscs"
        case "iso-8859-8-i", "iso-8859-8-e": "iso-8859-8"
        case "iso-8859-9", "latin5", "cp1254", "cp-1254", "win-1254", "x-cp1254": "windows-1254"
        case "iso-8859-11", "tis-620", "windows-874": "cp874"
        case "unicode-1-1-utf-7": "utf-7"
        case "unicode-1-1-utf-8": "utf-8"
        case "dos-720": "cp720"
        case "x-mac-cyrillic": "mac-cyrillic"
        case "x-mac-ce": "mac-centraleurope"
        case "x-mac-roman", "mac": "macintosh"
        case "cp-850", "ibm-850": "cp850"
        case "koi8", "x-koi8-r", "koi8r": "koi8-r"
        case "cp1250", "cp-1250", "win-1250", "x-cp1250": "windows-1250"
        case "cp1251", "cp-1251", "win-1251", "x-cp1251": "windows-1251"
        case "cp1253", "cp-1253", "win-1253", "x-cp1253": "windows-1253"
        case "cp1257", "cp-1257", "win-1257", "x-cp1257": "windows-1257"
        case "iso8859-2", "iso_8859-2", "latin2": "iso-8859-2"
        case "iso8859-15", "iso_8859-15", "latin-9", "latin9": "iso-8859-15"
        case "koi8u": "koi8-u"
        default: name
        }
    }

    /// The text of the bytes.
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

    /// Where a text may be cut so that its pieces say the same as the whole.
    enum Cut {
        case nowhere
        case afterLineFeed
        /// Also in front of any byte that is no continuation in UTF-8.
        case betweenCharacters
    }

    /// Where a text in this charset may be cut.
    var cut: Cut {
        switch self {
        case .utf8, .ascii, .windows1252: .betweenCharacters
        case .iso2022jp: .afterLineFeed
        case .hz: .nowhere
        case .other: isStateful ? .nowhere : .afterLineFeed
        }
    }

    /// Appends the text of the bytes in UTF-8; invalid UTF-8 of `utf8` is passed on as it is.
    func append(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        if !isStateful, bytes.span.isASCII {
            output += bytes
            return
        }
        switch self {
        case .utf8: output += bytes
        case .ascii:
            if Self.isValidUTF8(bytes) {
                output += bytes
            } else {
                Self.appendWindows1252(bytes, to: &output)
            }
        case .windows1252: Self.appendWindows1252(bytes, to: &output)
        case .iso2022jp:
            CharsetConverter.append(
                SevenBitAsian.eucFromISO2022JP(bytes), from: "euc-jp-ms", to: &output)
        case .hz:
            CharsetConverter.append(SevenBitAsian.eucFromHZ(bytes), from: "gb18030", to: &output)
        case .other(let name):
            if SingleByteTable.append(bytes, from: name, to: &output) { return }
            CharsetConverter.append(Array(bytes), from: name, to: &output)
        }
    }

    /// Whether bytes below 0x80 may stand for something else than ASCII.
    private var isStateful: Bool {
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

    private static let windows1252High: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
        0x2039, 0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013,
        0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
    ]

    /// The scalar of a windows-1252 byte from 0x80 to 0x9F; others stand for themselves.
    static func windows1252Scalar(_ byte: UInt8) -> UInt32 {
        (0x80...0x9F).contains(byte) ? windows1252High[Int(byte) - 0x80] : UInt32(byte)
    }

    private static func appendWindows1252(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        output.reserveCapacity(output.count + bytes.count + bytes.count / 8)
        let high = windows1252High
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

extension [UInt8] {
    /// Appends a Unicode scalar in UTF-8; U+FFFD for a number that is none.
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
