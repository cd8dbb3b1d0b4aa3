// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Turns HTML into text that people can read.
public enum HTMLText {
    /// The readable text of a document.
    ///
    /// Blocks become lines, list items get `-` or a number, quotes `>`, links keep their address
    /// in angle brackets where it differs from their text; scripts, styles and hidden elements are
    /// left out. The work is linear in the length, and nothing is recursive.
    ///
    /// - Parameters:
    ///   - html: the document or a fragment of one.
    ///   - limitInBytes: how many bytes of UTF-8 of it are read.
    /// - Returns: the text with LF line ends, no white space at its ends.
    public static func readable(_ html: String, limitInBytes: Int) -> String {
        var renderer = HTMLRenderer(Array(html.utf8.prefix(max(0, limitInBytes))))
        return renderer.render()
    }
}
