// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Renders an HTML document as text in one pass.
struct HTMLRenderer {
    private struct OpenList {
        /// The next number; nil for a list with dashes.
        var number: Int?
    }

    private struct OpenLink {
        var address: [UInt8]
        /// The start of the link's text in the output.
        var start: Int
    }

    private let input: [UInt8]
    private var output: [UInt8] = []
    /// The number of line feeds to write before the next text: 0, 1, or 2 for an empty line.
    private var dueLineFeeds = 0
    private var isSpaceDue = false
    private var isAtLineStart = true
    private var quoteDepth = 0
    private var preformattedDepth = 0
    private var lists: [OpenList] = []
    private var marker: [UInt8] = []
    private var link: OpenLink?
    /// The element whose content is omitted, and the number of open elements with its name in it.
    private var hidden: (name: String, depth: Int)?
    /// Raw text elements without a closing tag ahead, so that it is not searched again.
    private var unclosed: Set<String> = []

    init(_ input: [UInt8]) {
        self.input = input
        output.reserveCapacity(input.count / 2)
    }

    mutating func render() -> String {
        var index = 0
        while index < input.count {
            let byte = input[index]
            if byte == ASCII.less {
                index = takeMarkup(at: index)
            } else if byte == ASCII.ampersand {
                let found = HTMLEntities.scan(input, at: index)
                put(found.scalar ?? UInt32(byte))
                if let combining = found.combining { put(combining) }
                index = found.end
            } else if byte >= 0x80 {
                let (length, isInvisible, isSpace) = Self.look(input, at: index)
                if isSpace {
                    put(byte: ASCII.space, isHard: true)
                } else if !isInvisible {
                    for offset in 0..<length { put(byte: input[index + offset]) }
                }
                index += length
            } else {
                put(byte: byte)
                index += 1
            }
        }
        endLink()
        return TextBody.trimmedEnd(String(decoding: output, as: UTF8.self))
    }

    // MARK: Text

    /// Fillers in preview text: soft hyphen, combining joiner, zero-width space, byte order mark.
    private static let invisible: Set<UInt32> = [0xAD, 0x34F, 0x200B, 0xFEFF]

    private static func look(
        _ bytes: [UInt8], at index: Int
    ) -> (length: Int, isInvisible: Bool, isSpace: Bool) {
        let left = bytes.count - index
        if left >= 2, bytes[index] == 0xC2 {
            return (2, bytes[index + 1] == 0xAD, bytes[index + 1] == 0xA0)
        }
        if left >= 2, bytes[index] == 0xCD { return (2, bytes[index + 1] == 0x8F, false) }
        if left >= 3, bytes[index] == 0xE2 {
            return (3, bytes[index + 1] == 0x80 && bytes[index + 2] == 0x8B, false)
        }
        if left >= 3, bytes[index] == 0xEF {
            return (3, bytes[index + 1] == 0xBB && bytes[index + 2] == 0xBF, false)
        }
        return (1, false, false)
    }

    private mutating func put(_ value: UInt32) {
        if value == 0xA0 {
            put(byte: ASCII.space, isHard: true)
        } else if value < 0x80 {
            // A line feed or tab written as a number is white space, like the character itself.
            put(byte: UInt8(truncatingIfNeeded: value))
        } else if !Self.invisible.contains(value) {
            var bytes: [UInt8] = []
            bytes.appendScalar(value)
            for byte in bytes { put(byte: byte) }
        }
    }

    private mutating func put(byte: UInt8, isHard: Bool = false) {
        guard hidden == nil else { return }
        if preformattedDepth > 0 {
            if byte == ASCII.lineFeed {
                beginLine()
                output.append(ASCII.lineFeed)
                isAtLineStart = true
                return
            }
            // No other control character may get into the text.
            if byte < ASCII.space, byte != ASCII.tab { return }
        } else if byte <= ASCII.space, !isHard {
            isSpaceDue = true
            return
        }
        beginLine()
        output.append(byte)
    }

    /// Writes the pending line feeds, line prefix and space.
    private mutating func beginLine() {
        if dueLineFeeds > 0, !output.isEmpty {
            while output.last == ASCII.space { output.removeLast() }
            for _ in 0..<dueLineFeeds { output.append(ASCII.lineFeed) }
        }
        if dueLineFeeds > 0 { isAtLineStart = true }
        dueLineFeeds = 0
        if isAtLineStart {
            isAtLineStart = false
            for _ in 0..<min(quoteDepth, FixedLimits.shownDepth) {
                output += [ASCII.greater, ASCII.space]
            }
            let indent = max(0, min(lists.count, FixedLimits.shownDepth) - 1)
            for _ in 0..<indent { output += [ASCII.space, ASCII.space] }
            if marker.isEmpty, !lists.isEmpty { output += [ASCII.space, ASCII.space] }
            output += marker
            marker.removeAll()
        } else if isSpaceDue {
            output.append(ASCII.space)
        }
        isSpaceDue = false
    }

    private mutating func breakLine(_ count: Int) {
        guard hidden == nil else { return }
        dueLineFeeds = max(dueLineFeeds, count)
        isSpaceDue = false
    }

    // MARK: Markup

    private mutating func takeMarkup(at start: Int) -> Int {
        let next = start + 1 < input.count ? input[start + 1] : 0
        if next == 0x21 || next == ASCII.question { return afterComment(at: start) }
        guard let tag = HTMLTag.scan(input, at: start) else {
            put(byte: ASCII.less)
            return start + 1
        }
        if !tag.isClosing, Self.rawText.contains(tag.name) {
            return afterRawText(tag.name, from: tag.end)
        }
        if isVisible(tag) { apply(tag) }
        return tag.end
    }

    private func afterComment(at start: Int) -> Int {
        var index = start + 2
        let isComment =
            input.count - index >= 2 && input[index] == ASCII.hyphen
            && input[index + 1] == ASCII.hyphen
        // `<!-->` is a complete comment.
        if isComment { index += 2 }
        while index < input.count {
            if input[index] == ASCII.greater {
                let isEnd =
                    !isComment
                    || input[index - 1] == ASCII.hyphen && input[index - 2] == ASCII.hyphen
                if isEnd { return index + 1 }
            }
            index += 1
        }
        return input.count
    }

    private static let rawText: Set<String> = [
        "script", "style", "title", "textarea", "template", "noframes", "xmp", "iframe", "noembed",
        "svg", "math", "audio", "video", "canvas", "datalist", "map",
    ]

    /// Returns the position after the element's closing tag; its content is not text.
    ///
    /// If there is no closing tag, the tag is ignored, except for scripts and styles; otherwise the
    /// rest of the document would be lost.
    private mutating func afterRawText(_ name: String, from start: Int) -> Int {
        if unclosed.contains(name) { return start }
        var index = start
        while index + 1 < input.count {
            if input[index] == ASCII.less, input[index + 1] == ASCII.slash,
                input.span.hasIgnoringCase(name, at: index + 2)
            {
                while index < input.count, input[index] != ASCII.greater { index += 1 }
                return min(index + 1, input.count)
            }
            index += 1
        }
        if name == "script" || name == "style" { return input.count }
        unclosed.insert(name)
        return start
    }

    private static let empty: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source",
        "track", "wbr", "param",
    ]

    /// Tracks hidden elements; returns whether the tag itself is shown.
    private mutating func isVisible(_ tag: HTMLTag) -> Bool {
        // A paragraph ends at the start of the next one.
        if hidden?.name == "p", tag.name == "p", !tag.isClosing { hidden = nil }
        if let (name, depth) = hidden {
            if tag.name == name {
                let left = depth + (tag.isClosing ? -1 : 1)
                hidden = left == 0 ? nil : (name, left)
            }
            return false
        }
        guard tag.isHidden, !tag.isClosing else { return true }
        if !Self.empty.contains(tag.name) { hidden = (tag.name, 1) }
        return false
    }

    private mutating func apply(_ tag: HTMLTag) {
        switch tag.name {
        case "br":
            guard preformattedDepth == 0 else {
                put(byte: ASCII.lineFeed)
                return
            }
            // The second of two makes an empty line; further ones have no effect.
            dueLineFeeds = min(dueLineFeeds + 1, 2)
            isSpaceDue = false
        case "p", "h1", "h2", "h3", "h4", "h5", "h6", "table", "dl", "figure", "fieldset":
            breakLine(2)
        case "div", "tr", "section", "article", "header", "footer", "main", "nav", "aside",
            "address", "center", "form", "dt", "dd", "caption", "body", "html", "figcaption",
            "option", "legend", "summary", "details", "hgroup", "dialog", "thead", "tbody",
            "tfoot":
            breakLine(1)
        case "td", "th":
            if !tag.isClosing { isSpaceDue = true }
        case "q":
            put(byte: ASCII.quote)
        case "hr":
            breakLine(1)
            for _ in 0..<3 { put(byte: ASCII.hyphen) }
            breakLine(1)
        case "pre":
            breakLine(2)
            preformattedDepth = max(0, preformattedDepth + (tag.isClosing ? -1 : 1))
        case "blockquote":
            breakLine(2)
            quoteDepth = max(0, quoteDepth + (tag.isClosing ? -1 : 1))
        case "ul", "ol", "menu", "dir":
            applyList(tag)
        case "li":
            breakLine(1)
            if !tag.isClosing { beginItem() }
        case "a":
            endLink()
            if !tag.isClosing { link = OpenLink(address: tag.href, start: output.count) }
        case "img":
            for byte in HTMLEntities.decode(tag.alt) { put(byte: byte) }
        default:
            break
        }
    }

    private mutating func applyList(_ tag: HTMLTag) {
        breakLine(lists.isEmpty || tag.isClosing && lists.count == 1 ? 2 : 1)
        if tag.isClosing {
            _ = lists.popLast()
        } else if lists.count < FixedLimits.listDepth {
            lists.append(OpenList(number: tag.name == "ol" ? tag.start ?? 1 : nil))
        }
        marker.removeAll()
    }

    private mutating func beginItem() {
        if lists.isEmpty { lists.append(OpenList(number: nil)) }
        let last = lists.count - 1
        if let number = lists[last].number {
            marker = Array("\(number). ".utf8)
            lists[last].number = number &+ 1
        } else {
            marker = [ASCII.hyphen, ASCII.space]
        }
    }

    // MARK: Links

    /// Writes the address of the link that ends here, unless it equals the link's text.
    private mutating func endLink() {
        guard let link else { return }
        self.link = nil
        guard hidden == nil, output.count > link.start else { return }
        let address = HTMLEntities.decode(link.address).filter { $0 > ASCII.space }
        guard Self.isWorthShowing(address) else { return }
        let shown = output[link.start...].filter { $0 > ASCII.space }
        if Self.bare(address) == Self.bare(shown) { return }
        isSpaceDue = true
        for byte in [ASCII.less] + address + [ASCII.greater] { put(byte: byte) }
    }

    private static func isWorthShowing(_ address: [UInt8]) -> Bool {
        let span = address.span
        return ["http://", "https://", "mailto:", "ftp://", "tel:"].contains {
            span.count > $0.utf8.count && span.hasIgnoringCase($0, at: 0)
        }
    }

    /// Returns the address without scheme and final slash, for comparison with a link's text.
    private static func bare(_ address: [UInt8]) -> [UInt8] {
        var rest = address[...]
        for scheme in ["http://", "https://", "mailto:", "tel:"]
        where address.span.hasIgnoringCase(scheme, at: 0) {
            rest = address[scheme.utf8.count...]
        }
        if rest.last == ASCII.slash { rest.removeLast() }
        return rest.map(\.lowercased)
    }
}
