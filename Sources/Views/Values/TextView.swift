// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// The text of a message in spans; long quotes may be folded.
package struct TextView: Equatable, Sendable {
    /// A part of the text that is shown or folded as a whole.
    package struct Part: Equatable, Sendable {
        /// The text; spans end between lines or around a link.
        package let spans: [Span]
        /// The number of lines that are folded; nil if the part is not folded.
        package let foldedLines: Int?
    }

    /// At most 3 lines of a quote are shown; a longer quote is folded.
    private static let quotedLinesAtMost = 3

    /// The parts, in order.
    package let parts: [Part]
    /// The link to the whole text; nil if nothing is folded.
    package let whole: Link?

    /// Creates the view of a text that is shown unchanged, such as a rendered reply.
    package init(verbatim text: String) {
        whole = nil
        parts = [Part(spans: [Span(text)], foldedLines: nil)]
    }

    /// Creates the view of the text of a message.
    ///
    /// - Parameters:
    ///   - text: The text, with any line endings.
    ///   - whole: The link to the whole text; long quotes are folded, unless there is no other
    ///     text. Nil folds nothing.
    ///   - isAnswer: Whether the message answers another one; see `TextSpan.spans`.
    package init(_ text: String, foldedInto whole: Link? = nil, isAnswer: Bool = true) {
        let bytes = LineEndings.unified(text)
        let found = TextSpan.spans(
            of: String(decoding: bytes, as: UTF8.self), isAnswer: isAnswer)
        let hasNewText = found.contains { span in
            span.kind == .new && bytes[span.range].contains { $0 > 0x20 }
        }
        let folds = whole != nil && hasNewText
        self.whole = folds ? whole : nil
        var parts: [Part] = []
        var open: [Span] = []
        func close() {
            if !open.isEmpty { parts.append(Part(spans: open, foldedLines: nil)) }
            open = []
        }
        for span in found {
            let part = bytes[span.range]
            let spans = Self.spans(of: part, span.kind)
            let lines = part.split(separator: 10, omittingEmptySubsequences: true).count
            guard folds, span.kind == .quote, lines > Self.quotedLinesAtMost else {
                open += spans
                continue
            }
            close()
            parts.append(Part(spans: spans, foldedLines: lines))
        }
        close()
        self.parts = parts
    }

    /// The whole text, including folded parts.
    package var text: String { parts.map(\.spans.text).joined() }

    private static func spans(of bytes: ArraySlice<UInt8>, _ kind: TextSpan.Kind) -> [Span] {
        switch kind {
        case .new, .attribution, .forwardHeader, .forward: LinkFinder.spans(of: bytes)
        case .signature: [Span(String(decoding: bytes, as: UTF8.self), .signature)]
        case .quote: quotes(bytes)
        }
    }

    /// Returns the lines of a quote, with consecutive lines of one depth in one span.
    private static func quotes(_ bytes: ArraySlice<UInt8>) -> [Span] {
        var spans: [Span] = []
        var start = bytes.startIndex
        var depth = 0
        var place = start
        while place < bytes.endIndex {
            let end = bytes[place...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.endIndex
            // Some programs write quotes without marks; these have depth 1.
            let marks = bytes[place..<end].prefix { $0 == UInt8(ascii: ">") || $0 == 32 }
            let own = max(1, marks.count { $0 == UInt8(ascii: ">") })
            if own != depth, place > start {
                spans.append(span(bytes[start..<place], depth))
                start = place
            }
            depth = own
            place = end
        }
        if start < bytes.endIndex { spans.append(span(bytes[start...], depth)) }
        return spans
    }

    private static func span(_ bytes: ArraySlice<UInt8>, _ depth: Int) -> Span {
        Span(String(decoding: bytes, as: UTF8.self), .quote(depth: depth))
    }
}

/// Converts line endings.
enum LineEndings {
    /// Returns the bytes of a text in which CR LF and single CR are replaced by LF.
    static func unified(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var afterReturn = false
        for byte in text.utf8 {
            if byte == 13 {
                bytes.append(10)
            } else if byte != 10 || !afterReturn {
                bytes.append(byte)
            }
            afterReturn = byte == 13
        }
        return bytes
    }
}
