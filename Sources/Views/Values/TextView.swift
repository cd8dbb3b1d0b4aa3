// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// The text of a message in spans; long quotes may be folded.
package struct TextView: Equatable, Sendable {
    /// A stretch of the text that is shown or folded as a whole.
    package struct Part: Equatable, Sendable {
        /// The text; spans end between lines or around a link.
        package let spans: [Span]
        /// How many lines a reader opens by unfolding it; nil: it is not folded.
        package let foldedLines: Int?
    }

    /// Quotes of at most so many lines are shown.
    private static let quotedLinesAtMost = 3

    /// The parts, in order.
    package let parts: [Part]
    /// Where the folded parts are shown; nil: nothing is folded.
    package let whole: Link?

    /// A text that is shown as it is, such as a rendered reply.
    package init(verbatim text: String) {
        whole = nil
        parts = [Part(spans: [Span(text)], foldedLines: nil)]
    }

    /// The text of a message.
    ///
    /// - Parameters:
    ///   - text: The text, with any line endings.
    ///   - whole: Where all of it is shown. Long quotes are folded, unless there is nothing else.
    ///     With nil nothing is folded.
    package init(_ text: String, foldedInto whole: Link? = nil) {
        let bytes = LineEndings.unified(text)
        let found = TextSpan.spans(of: String(decoding: bytes, as: UTF8.self))
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

    /// The whole text, folded parts included.
    package var text: String { parts.map(\.spans.text).joined() }

    private static func spans(of bytes: ArraySlice<UInt8>, _ kind: TextSpan.Kind) -> [Span] {
        switch kind {
        case .new, .attribution, .forwardHeader, .forward: LinkFinder.spans(of: bytes)
        case .signature: [Span(String(decoding: bytes, as: UTF8.self), .signature)]
        case .quote: quotes(bytes)
        }
    }

    /// Lines of a quote, those of one depth together.
    private static func quotes(_ bytes: ArraySlice<UInt8>) -> [Span] {
        var spans: [Span] = []
        var start = bytes.startIndex
        var depth = 0
        var place = start
        while place < bytes.endIndex {
            let end = bytes[place...].firstIndex(of: 10).map { $0 + 1 } ?? bytes.endIndex
            // A quote without marks, as some programs write it, is one of the first depth.
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

/// Line endings of texts.
enum LineEndings {
    /// The bytes of a text whose lines end in LF: CR LF and CR alone become LF.
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
