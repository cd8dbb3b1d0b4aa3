// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A mail message (RFC 5322, RFC 2045 to 2049), read as real mail needs it.
///
/// Making one takes the bytes apart in one pass; values are decoded when they are asked for, each
/// time anew. Nothing about a message makes it fail: what is wrong is read as well as can be and
/// told in `defects`.
public struct Message: Sendable {
    /// The bytes as they came, an mbox From line included.
    public let bytes: [UInt8]
    /// Where the leading mbox From line is (RFC 4155), its line end included; nil for none.
    public let mboxFromLine: Range<Int>?
    let storage: MessageStorage

    /// Takes the bytes of a message apart; lines may end in CRLF, LF, or all in CR.
    ///
    /// - Parameters:
    ///   - bytes: the message; a leading mbox `From ` line is skipped, and so are blank lines
    ///     before the first header field.
    ///   - limits: how much work it may cost.
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

    /// The message as a part: its tree of content types, header and body.
    public var root: Part { Part(storage: storage, index: 0) }

    /// The header of the message itself.
    public var header: Header { root.header }

    /// What the message does against its standards, in the order of discovery.
    ///
    /// That is what taking it apart shows; `findDefects()` decodes all values too.
    public var defects: [Defect] { storage.defects }
}
