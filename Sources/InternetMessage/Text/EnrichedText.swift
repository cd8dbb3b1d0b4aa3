// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Converts text/enriched (RFC 1896) and text/richtext (RFC 1341 section 7.1.3) to plain text.
enum EnrichedText {
    /// Returns the readable text of a document.
    ///
    /// In text/enriched one line break is a space, and each further one a line break. In
    /// text/richtext, which is known by its `<nl>`, all of them are spaces. Excerpts are quoted
    /// with `>`. The time is linear in the length, and there is no recursion.
    ///
    /// - Parameters:
    ///   - text: The document.
    ///   - limitInBytes: The maximum number of bytes of UTF-8 to read.
    /// - Returns: The text with LF line endings, without white space at its ends.
    static func readable(_ text: String, limitInBytes: Int) -> String {
        var renderer = EnrichedTextRenderer(Array(text.utf8.prefix(max(0, limitInBytes))))
        return renderer.render()
    }
}

/// Renders an enriched document as text in one pass.
private struct EnrichedTextRenderer {
    /// A formatting command such as `<bold>` or `</bold>`.
    private struct Command {
        var name: String
        var isClosing: Bool
        /// The position after the command.
        var end: Int
    }

    private let input: [UInt8]
    private let isRichtext: Bool
    private var output: [UInt8] = []
    /// The line breaks read since the last text, which are not written yet.
    private var breaks = 0
    /// The line feeds that are written before the next text as they were read.
    private var dueLineFeeds = 0
    /// The line feeds that a command requires before the next text, including those that are due.
    private var wantedLineFeeds = 0
    private var isSpaceDue = false
    private var unfilledDepth = 0
    private var excerptDepth = 0
    /// Commands without a closing one ahead, so that it is not searched again.
    private var unclosed: Set<String> = []

    init(_ input: [UInt8]) {
        self.input = input
        isRichtext = Self.isRichtext(input)
        output.reserveCapacity(input.count)
    }

    mutating func render() -> String {
        var index = 0
        while index < input.count {
            let byte = input[index]
            if byte == ASCII.less {
                index = takeMarkup(at: index)
            } else {
                put(byte)
                index += 1
            }
        }
        return TextBody.trimmedEnd(String(decoding: output, as: UTF8.self)).trimmingBlanks()
    }

    // MARK: Text

    private mutating func put(_ byte: UInt8) {
        switch byte {
        case ASCII.carriageReturn: break
        case ASCII.lineFeed:
            if unfilledDepth > 0 {
                dueLineFeeds += 1
            } else if isRichtext {
                isSpaceDue = true
            } else {
                breaks += 1
            }
        case _ where byte.isBlank && unfilledDepth == 0:
            if breaks == 0 { isSpaceDue = true }
        default:
            beginText()
            output.append(byte)
        }
    }

    /// Writes the pending line feeds, line prefix and space.
    private mutating func beginText() {
        let lineFeeds = max(dueLineFeeds, wantedLineFeeds, breaks - 1)
        if output.isEmpty || lineFeeds > 0 {
            if !output.isEmpty {
                for _ in 0..<lineFeeds { output.append(ASCII.lineFeed) }
            }
            for _ in 0..<min(excerptDepth, FixedLimits.shownDepth) {
                output += [ASCII.greater, ASCII.space]
            }
        } else if breaks == 1 || isSpaceDue {
            output.append(ASCII.space)
        }
        breaks = 0
        dueLineFeeds = 0
        wantedLineFeeds = 0
        isSpaceDue = false
    }

    private mutating func breakLine(_ count: Int = 1) {
        wantedLineFeeds = max(wantedLineFeeds, count)
    }

    // MARK: Commands

    //     token = 1*60(ALPHA / DIGIT / "-")        RFC 1896
    private static func command(_ input: [UInt8], at start: Int) -> Command? {
        var index = start + 1
        let isClosing = index < input.count && input[index] == ASCII.slash
        if isClosing { index += 1 }
        let first = index
        while index < input.count, index - first <= 60,
            input[index].isLetter || input[index].isDigit || input[index] == ASCII.hyphen
        {
            index += 1
        }
        guard index > first, index - first <= 60, index < input.count,
            input[index] == ASCII.greater
        else { return nil }
        return Command(
            name: input.span.lowercased(first..<index), isClosing: isClosing, end: index + 1)
    }

    /// Whether the document has the line breaks of text/richtext, which text/enriched dropped.
    private static func isRichtext(_ input: [UInt8]) -> Bool {
        var index = 0
        while index < input.count {
            index = input.span.firstIndex(of: ASCII.less, from: index, to: input.count)
            if index + 1 < input.count, input[index + 1] == ASCII.less {
                index += 2
            } else if input.span.hasIgnoringCase("<nl>", at: index) {
                return true
            } else {
                index += 1
            }
        }
        return false
    }

    private mutating func takeMarkup(at start: Int) -> Int {
        if start + 1 < input.count, input[start + 1] == ASCII.less {
            put(ASCII.less)
            return start + 2
        }
        guard let command = Self.command(input, at: start) else {
            put(ASCII.less)
            return start + 1
        }
        if !command.isClosing, ["param", "comment", "verbatim"].contains(command.name),
            let close = closing(command)
        {
            if command.name == "verbatim" {
                unfilledDepth += 1
                breakLine()
                for index in command.end..<close { put(input[index]) }
                unfilledDepth -= 1
                breakLine()
            }
            return close + command.name.utf8.count + 3
        }
        apply(command)
        return command.end
    }

    /// Returns the position of the closing command; nil if there is none.
    ///
    /// A parameter that is never closed must not hide the rest of the text.
    private mutating func closing(_ command: Command) -> Int? {
        guard !unclosed.contains(command.name) else { return nil }
        let wanted = "</\(command.name)>"
        var index = command.end
        while index < input.count {
            index = input.span.firstIndex(of: ASCII.less, from: index, to: input.count)
            if input.span.hasIgnoringCase(wanted, at: index) { return index }
            index += 1
        }
        unclosed.insert(command.name)
        return nil
    }

    private mutating func apply(_ command: Command) {
        switch command.name {
        case "nl": dueLineFeeds += command.isClosing ? 0 : 1
        case "lt": if !command.isClosing { put(ASCII.less) }
        case "np", "paragraph": breakLine(2)
        case "nofill":
            unfilledDepth = max(0, unfilledDepth + (command.isClosing ? -1 : 1))
            breakLine()
        case "excerpt":
            excerptDepth = max(0, excerptDepth + (command.isClosing ? -1 : 1))
            breakLine()
        case "center", "flushleft", "flushright", "flushboth", "paraindent", "heading", "footing":
            breakLine()
        default: break
        }
    }
}
