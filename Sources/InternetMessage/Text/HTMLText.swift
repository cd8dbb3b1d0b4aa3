// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Converts HTML to human-readable text.
public enum HTMLText {
    /// Returns the readable text of a document.
    ///
    /// Blocks become lines, list items start with `-` or a number, quotations with `>`, and links
    /// keep their address in angle brackets if it differs from their text. Scripts, styles and
    /// hidden elements are omitted. The time is linear in the length, and there is no recursion.
    ///
    /// - Parameters:
    ///   - html: The document or a fragment.
    ///   - limitInBytes: The maximum number of bytes of UTF-8 to read.
    /// - Returns: The text with LF line endings, without white space at its ends.
    public static func readable(_ html: String, limitInBytes: Int) -> String {
        var renderer = HTMLRenderer(Array(html.utf8.prefix(max(0, limitInBytes))))
        return renderer.render()
    }
}
