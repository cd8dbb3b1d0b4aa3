// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

// The names of charsets in mail: those of the IANA registry, and variants that programs write.
extension CharacterSet {
    /// Creates a charset from its name in mail; a missing, empty or invalid name gives `ascii`.
    public init(label: String?) {
        guard let label else {
            self = .ascii
            return
        }
        var name = label.utf8.map { $0 == ASCII.underscore ? ASCII.hyphen : $0.lowercased }
        name.removeAll { $0 <= ASCII.space || $0 == ASCII.quote || $0 == ASCII.apostrophe }
        let text = String(decoding: name, as: UTF8.self)
        switch text {
        case "utf-8", "utf8", "unicode-1-1-utf-8", "utf8mb4", "utf-8-mac", "cesu-8": self = .utf8
        case "", "us-ascii", "ascii", "ansi-x3.4-1968", "7bit", "8bit", "unknown", "unknown-8bit",
            "x-unknown", "default", "iso646-us", "iso-646.irv:1991", "646":
            self = .ascii
        case "latin1", "latin-1", "l1", "csisolatin1", "iso-ir-100", "ibm819", "cp819", "ansi",
            "x-ansi", "iso-8859-1-windows-3.1-latin-1":
            self = .windows1252
        case "iso-2022-jp", "iso-2022-jp-1", "iso-2022-jp-2", "iso-2022-jp-ms", "csiso2022jp":
            self = .iso2022jp
        case "hz-gb-2312", "hz": self = .hz
        default:
            if let numbered = Self.numbered(name) {
                self = numbered
                return
            }
            let isName = name.allSatisfy {
                $0.isLetter || $0.isDigit || $0 == ASCII.hyphen || $0 == ASCII.dot
                    || $0 == ASCII.colon || $0 == ASCII.plus
            }
            // iconv treats `//` and commas in a name as options.
            self = isName ? .other(Self.meant(text)) : .ascii
        }
    }

    /// Returns the charset of a name that ends in its number; nil for other names.
    ///
    /// Examples are `windows-1251`, `win1251`, `x-cp1251`, `iso8859-5`, `iso-8859-8-i` and
    /// `iso-8859-1:1987`.
    private static func numbered(_ name: [UInt8]) -> CharacterSet? {
        let prefixes = [
            "iso-8859-", "iso8859-", "iso-8859", "iso8859", "x-windows-", "windows-", "windows",
            "win-", "win", "x-cp-", "x-cp", "cp-", "cp", "x-ms-cp", "ms", "ibm-", "ibm", "dos-", "",
        ]
        guard let prefix = prefixes.first(where: { name.span.hasIgnoringCase($0, at: 0) }) else {
            return nil
        }
        let digits = name.dropFirst(prefix.utf8.count).prefix { $0.isDigit }
        guard (1...5).contains(digits.count) else { return nil }
        let number = digits.reduce(0) { $0 * 10 + Int($1 - ASCII.zero) }
        if prefix.hasPrefix("iso") {
            // The rest of the name is the year or the text direction.
            let rest = name[digits.endIndex...]
            let isKnown =
                rest.isEmpty || rest.first == ASCII.colon
                || [[ASCII.hyphen, 0x69], [ASCII.hyphen, 0x65]].contains(Array(rest))
            return isKnown ? number == 1 ? .windows1252 : iso8859(number) : nil
        }
        guard digits.endIndex == name.endIndex else { return nil }
        return codePage(number)
    }

    private static func iso8859(_ part: Int) -> CharacterSet {
        switch part {
        case 9: .other("windows-1254")
        case 11: .other("cp874")
        default: .other("iso-8859-\(part)")
        }
    }

    /// Returns the charset of a Windows or DOS code page, or the superset that senders mean by it.
    private static func codePage(_ number: Int) -> CharacterSet? {
        switch number {
        case 1252: .windows1252
        case 1250...1258: .other("windows-\(number)")
        case 932: .other("cp932")
        case 936: .other("gb18030")
        case 949: .other("uhc")
        case 950: .other("big5-hkscs")
        case 65001: .utf8
        case 437...1251: .other("cp\(number)")
        default: nil
        }
    }

    /// Returns the name for iconv: a synonym if glibc lacks the name, or the superset that senders
    /// mean.
    ///
    /// A switch is used, because in a fresh process a dictionary costs more than all other work on
    /// a charset.
    private static func meant(_ name: String) -> String {
        switch name {
        case "gb2312", "gb-2312-80", "gbk", "x-gbk", "euc-cn", "chinese", "csgb2312", "iso-ir-58",
            "csiso58gb231280", "cn-gb":
            "gb18030"
        case "ks-c-5601-1987", "ks-c-5601-1989", "ks-c-5601", "ksc5601", "ksc-5601", "euc-kr",
            "euckr", "cseuckr", "korean", "iso-ir-149":
            "uhc"
        case "shift-jis", "sjis", "x-sjis", "windows-31j", "ms-kanji", "csshiftjis": "cp932"
        case "euc-jp", "eucjp", "x-euc-jp", "x-euc", "cseucpkdfmtjapanese": "euc-jp-ms"
        case "iso-2022-jp-2004": "iso-2022-jp-3"
        case "big5", "big-5", "x-x-big5", "x-big5", "csbig5", "cn-big5", "big5-eten": "big5-hkscs"
        case "tis-620": "cp874"
        case "unicode-1-1-utf-7", "utf7", "x-unicode-2-0-utf-7": "utf-7"
        case "iso-10646-ucs-2", "csunicode": "ucs-2"
        case "iso-10646-ucs-4", "csucs4": "ucs-4"
        case "x-mac-cyrillic": "mac-cyrillic"
        case "x-mac-ukrainian": "mac-uk"
        case "x-mac-ce": "mac-centraleurope"
        case "x-mac-icelandic": "mac-is"
        case "x-mac-roman", "macroman", "mac": "macintosh"
        case "koi8", "x-koi8-r", "koi8r", "koi-8-r", "cskoi8r": "koi8-r"
        case "koi8u", "koi8-ru": "koi8-u"
        case "latin2", "l2", "csisolatin2": "iso-8859-2"
        case "latin5": "windows-1254"
        case "latin-9", "latin9", "l9": "iso-8859-15"
        case "x-viscii", "viscii1.1-1": "viscii"
        case "ptcp154": "pt154"
        case "kz-1048": "rk1048"
        case "mulelao-1": "cp1133"
        default: name
        }
    }
}
