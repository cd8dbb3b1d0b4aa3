// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A mail message (RFC 5322, RFC 2045 to 2049), parsed leniently enough for real mail.
///
/// The initializer parses the structure in one pass; values are decoded again on each access.
/// Parsing never fails: invalid input is read as well as possible and reported in `defects`.
public struct Message: Sendable {
    /// The original bytes, including an mbox From line.
    public let bytes: [UInt8]
    /// The range of the leading mbox From line (RFC 4155) with its line ending; nil if there is
    /// none.
    public let mboxFromLine: Range<Int>?
    let storage: MessageStorage

    /// Parses the bytes of a message; lines may end in CRLF or LF, or all in CR.
    ///
    /// - Parameters:
    ///   - bytes: The message; a leading mbox `From ` line and blank lines before the first header
    ///     field are skipped.
    ///   - limits: The limits on the work for this message.
    public init(_ bytes: [UInt8], limits: Limits = .standard) {
        self.bytes = bytes
        let span = bytes.span
        var start = 0
        if MessageParser.isFromLine(span, at: 0), !bytes.isEmpty, bytes[0] == 0x46 {
            start = MessageParser.endOfFirstLine(span)
        }
        mboxFromLine = start > 0 ? 0..<start : nil
        storage = MessageParser.parse(bytes, from: start, limits: limits)
    }

    /// The message as a part: the root of its tree of parts.
    public var root: Part { Part(storage: storage, index: 0) }

    /// The header of the message itself.
    public var header: Header { root.header }

    /// The defects that the parser found, in the order of discovery.
    ///
    /// These are defects in the structure; `findDefects()` also decodes all values.
    public var defects: [Defect] { storage.defects }
}
