// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Extracts the text of an RTF document, or the HTML encapsulated in it ([MS-OXRTFEX]).
struct RTFText {
    /// Whether the document contains HTML (`\fromhtml1`), which is then in `text`.
    private(set) var isHTML = false
    /// The text or the HTML.
    private(set) var text = ""

    /// The settings of a group.
    private struct State {
        /// Whether the text is ignored, as in font tables.
        var isSkipped = false
        /// Whether the text is only for RTF readers and not part of the HTML (`\htmlrtf`).
        var isRTFOnly = false
        /// Whether the text is the content of `\*\htmltag`, which is original HTML.
        var isTag = false
        var isFontTable = false
        /// The number of fallback characters after `\u`.
        var standInCount = 1
        var font = 0
    }

    private let bytes: [UInt8]
    private var position = 0
    private var state = State()
    private var stack: [State] = []
    /// The number of open groups beyond the limit.
    private var uncounted = 0
    private var output: [UInt8] = []
    /// Bytes in the charset of the font that are not decoded yet.
    private var pending: [UInt8] = []
    private var pendingSet = CharacterSet.windows1252
    /// The font that determined `pendingSet`; -1 for HTML tags, nil if it must be looked up.
    private var pendingFont: Int?
    private var documentSet = CharacterSet.windows1252
    private var fontSets: [Int: CharacterSet] = [:]
    private var defaultFont = 0
    /// The number of fallback characters after `\u` that must still be skipped.
    private var standIns = 0
    /// The high surrogate of a character above U+FFFF.
    private var highSurrogate: UInt32?
    /// Whether the group has just begun, so that a control word names its destination.
    private var isGroupStart = false
    /// Whether `\*` was read: the group is ignored if its destination is unknown.
    private var isOptional = false

    /// Parses a document; other text is converted as if it were RTF.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        read()
        text = String(decoding: output, as: UTF8.self)
    }

    private mutating func read() {
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case 0x7B: openGroup()
            case 0x7D: closeGroup()
            case ASCII.backslash: readControl()
            case ASCII.carriageReturn, ASCII.lineFeed, 0: break
            default: put(byte)
            }
        }
        flush()
    }

    private mutating func openGroup() {
        standIns = 0
        if stack.count < FixedLimits.rtfDepth { stack.append(state) } else { uncounted += 1 }
        isGroupStart = true
        isOptional = false
    }

    private mutating func closeGroup() {
        standIns = 0
        isGroupStart = false
        isOptional = false
        if uncounted > 0 {
            uncounted -= 1
        } else if let outer = stack.popLast() {
            state = outer
        }
    }

    // MARK: Controls

    private mutating func readControl() {
        guard position < bytes.count else { return }
        let byte = bytes[position]
        guard byte.isLetter else {
            position += 1
            readSymbol(byte)
            return
        }
        let start = position
        while position < bytes.count, bytes[position].isLetter, position - start < 32 {
            position += 1
        }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        var number: Int?
        let isNegative = position < bytes.count && bytes[position] == ASCII.hyphen
        if isNegative { position += 1 }
        while position < bytes.count, bytes[position].isDigit {
            number = min((number ?? 0) * 10 + Int(bytes[position] - ASCII.zero), 1_000_000_000)
            position += 1
        }
        if isNegative { number = number.map { -$0 } }
        if position < bytes.count, bytes[position] == ASCII.space { position += 1 }
        apply(word, number)
        isGroupStart = false
        isOptional = false
    }

    private mutating func readSymbol(_ byte: UInt8) {
        switch byte {
        case ASCII.apostrophe:
            guard bytes.count - position >= 2, let high = bytes[position].hexadecimalValue,
                let low = bytes[position + 1].hexadecimalValue
            else { return }
            position += 2
            put(high << 4 | low)
        case ASCII.asterisk where isGroupStart: isOptional = true
        case 0x7E: putCharacter(0xA0)
        case ASCII.underscore: putCharacter(0x2011)
        case ASCII.carriageReturn, ASCII.lineFeed: breakLine()
        case ASCII.backslash, 0x7B, 0x7D: put(byte)
        default: break
        }
    }

    /// Groups whose text does not belong to the document's text.
    private static let destinations: Set<String> = [
        "colortbl", "stylesheet", "info", "pict", "object", "header", "headerl", "headerr",
        "headerf", "footer", "footerl", "footerr", "footerf", "footnote", "fldinst", "filetbl",
        "listtable", "listoverridetable", "revtbl", "rsidtbl", "generator", "xmlnstbl", "themedata",
        "colorschememapping", "latentstyles", "datastore", "mmathPr", "mhtmltag",
        "bkmkstart", "bkmkend", "private", "nonshppict", "shppict", "template",
    ]

    private mutating func apply(_ word: String, _ number: Int?) {
        if Self.destinations.contains(word) || isOptional && !["htmltag", "fldrslt"].contains(word)
        {
            state.isSkipped = true
            return
        }
        if word == "ansicpg" || word == "fcharset" { pendingFont = nil }
        switch word {
        case "fonttbl":
            state.isFontTable = true
            state.isSkipped = true
        case "htmltag":
            state.isTag = true
        case "fromhtml": isHTML = number != 0
        case "htmlrtf": state.isRTFOnly = number != 0
        case "ansicpg":
            let page = UInt32(clamping: number ?? 0)
            if page > 0 { documentSet = TNEFMessage.charset(ofCodePage: page) }
        case "mac": documentSet = TNEFMessage.charset(ofCodePage: 10000)
        case "pc": documentSet = TNEFMessage.charset(ofCodePage: 437)
        case "pca": documentSet = TNEFMessage.charset(ofCodePage: 850)
        case "deff":
            defaultFont = number ?? 0
            state.font = defaultFont
        case "plain": state.font = defaultFont
        case "f": state.font = max(0, number ?? 0)
        case "fcharset":
            if state.isFontTable, fontSets.count < FixedLimits.rtfFontCount, let number {
                fontSets[state.font] = Self.charset(ofFont: number)
            }
        case "uc": state.standInCount = min(max(number ?? 1, 0), 16)
        case "u": putUnit(number ?? 0)
        case "bin":
            position += min(max(number ?? 0, 0), bytes.count - position)
        case "par", "line", "row", "sect", "page": breakLine()
        case "tab", "cell", "nestcell": putCharacter(0x09)
        default:
            if let scalar = Self.characters[word] { putCharacter(scalar) }
        }
    }

    private static let characters: [String: UInt32] = [
        "emdash": 0x2014, "endash": 0x2013, "lquote": 0x2018, "rquote": 0x2019,
        "ldblquote": 0x201C, "rdblquote": 0x201D, "bullet": 0x2022, "emspace": 0x2003,
        "enspace": 0x2002, "zwj": 0x200D, "zwnj": 0x200C, "ltrmark": 0x200E, "rtlmark": 0x200F,
    ]

    /// Returns the charset of a font by its Windows number; nil for the document's charset.
    private static func charset(ofFont number: Int) -> CharacterSet? {
        let pages: [Int: UInt32] = [
            0: 1252, 77: 10000, 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254,
            163: 1258, 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437,
            255: 850,
        ]
        return pages[number].map { TNEFMessage.charset(ofCodePage: $0) }
    }

    // MARK: Text

    private var isShown: Bool {
        !state.isSkipped && !(isHTML && state.isRTFOnly)
    }

    /// Adds a byte of text in the charset of the font.
    private mutating func put(_ byte: UInt8) {
        isGroupStart = false
        if standIns > 0 {
            standIns -= 1
            return
        }
        guard isShown else { return }
        // HTML tags are in the charset of the document.
        let font = state.isTag ? -1 : state.font
        if font != pendingFont {
            let set = state.isTag ? documentSet : fontSets[font] ?? documentSet
            if set != pendingSet { flush() }
            pendingSet = set
            pendingFont = font
        }
        pending.append(byte)
    }

    private mutating func putCharacter(_ scalar: UInt32) {
        if standIns > 0 {
            standIns -= 1
            return
        }
        guard isShown else { return }
        flush()
        output.appendScalar(scalar)
    }

    private mutating func breakLine() {
        guard isShown else { return }
        flush()
        output.append(ASCII.lineFeed)
    }

    /// Adds a UTF-16 unit; numbers above 32,767 are written as negative numbers.
    private mutating func putUnit(_ number: Int) {
        standIns = state.standInCount
        guard isShown else { return }
        flush()
        let unit = UInt32(truncatingIfNeeded: number & 0xFFFF)
        switch unit {
        case 0xD800...0xDBFF:
            highSurrogate = unit
        case 0xDC00...0xDFFF:
            if let high = highSurrogate {
                output.appendScalar(0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00))
            }
            highSurrogate = nil
        default:
            highSurrogate = nil
            output.appendScalar(unit)
        }
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        pendingSet.append(pending[...], to: &output)
        pending.removeAll(keepingCapacity: true)
    }
}
