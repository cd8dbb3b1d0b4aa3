// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A range of a text and its kind: new text, a quotation, a signature.
public struct TextSpan: Sendable, Hashable {
    /// The kinds of spans.
    public enum Kind: Sendable, Hashable {
        /// New text by the author.
        case new
        /// The line or header block before a quotation, such as `On ... wrote:`.
        case attribution
        /// Text of an earlier message.
        case quote
        /// The line or header block before a forwarded message.
        case forwardHeader
        /// A forwarded message.
        case forward
        /// The author's signature, or the footer of a mailing list.
        case signature
    }

    /// The kind of this span.
    public let kind: Kind
    /// The range in UTF-8 bytes of the text; it consists of complete lines.
    public let range: Range<Int>

    /// Splits a text into spans, which cover it completely, in order; no span is empty.
    ///
    /// Recognised are `>` at the start of lines, the attribution lines and header blocks of common
    /// programs and languages, separators such as `-----Original Message-----`, signatures after
    /// `-- `, signatures of mobile devices, and footers of lists. Doubtful text is new text. The
    /// time is linear in the length.
    ///
    /// - Parameters:
    ///   - text: A plain text, or the result of `HTMLText.readable`.
    ///   - isAnswer: Whether the message answers another one. In other messages lines such as
    ///     `From:` and `Subject:` are what the author wants to say: those of a contact form, or of
    ///     a forwarded message.
    /// - Returns: The spans; adjacent spans have different kinds. The result is empty for an empty
    ///   text.
    public static func spans(of text: String, isAnswer: Bool = true) -> [TextSpan] {
        var finder = QuoteFinder(Array(text.utf8), isAnswer: isAnswer)
        return finder.find()
    }

    /// Returns the new text, without white space at both ends.
    ///
    /// - Parameter text: A plain text, or the result of `HTMLText.readable`.
    /// - Returns: The concatenated spans of kind `new`; empty if there are none.
    public static func newText(of text: String) -> String {
        let bytes = Array(text.utf8)
        var kept: [UInt8] = []
        for span in spans(of: text) where span.kind == .new { kept += bytes[span.range] }
        return TextBody.trimmedEnd(String(decoding: kept, as: UTF8.self)).trimmingBlanks()
    }
}
