// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A stretch of a text and what it is: new words, a quote, a signature.
public struct TextSpan: Sendable, Hashable {
    /// What a stretch of text is.
    public enum Kind: Sendable, Hashable {
        /// What the author wrote now.
        case new
        /// The line that tells whose words follow, such as `On ... wrote:` or a header block.
        case attribution
        /// Words of an earlier message.
        case quote
        /// The line or header block that tells what message was passed on.
        case forwardHeader
        /// The message that was passed on.
        case forward
        /// The author's signature, or the footer that a mailing list adds.
        case signature
    }

    /// What it is.
    public let kind: Kind
    /// Where it is, in UTF-8 bytes of the text; it begins and ends between lines.
    public let range: Range<Int>

    /// The spans of a text; together they are all of it, in order, none empty.
    ///
    /// Known are `>` in front of lines, the attribution lines and header blocks of the programs and
    /// languages that people use, separators such as `-----Original Message-----`, signatures after
    /// `-- `, the lines of telephones, and list footers. When in doubt text counts as new. The work
    /// is linear in the length.
    ///
    /// - Parameter text: a plain text, or what `HTMLText.readable` made of HTML.
    /// - Returns: the spans; neighbours are of different kinds. Empty for an empty text.
    public static func spans(of text: String) -> [TextSpan] {
        var finder = QuoteFinder(Array(text.utf8))
        return finder.find()
    }

    /// The new words of a text, without white space at both ends.
    ///
    /// - Parameter text: as for `spans(of:)`.
    /// - Returns: the stretches of kind `new` one after another; empty when there are none.
    public static func newText(of text: String) -> String {
        let bytes = Array(text.utf8)
        var kept: [UInt8] = []
        for span in spans(of: text) where span.kind == .new { kept += bytes[span.range] }
        return TextBody.trimmedEnd(String(decoding: kept, as: UTF8.self)).trimmingBlanks()
    }
}
