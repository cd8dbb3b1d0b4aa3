// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// How much work and memory one message may cost, whatever it claims.
///
/// A message past a limit is still read: what lies beyond is left as data and a defect tells of
/// it. Nothing here makes `Message` fail.
public struct Limits: Sendable, Hashable {
    /// How many multiparts and embedded messages may stand inside one another.
    ///
    /// Each line that begins with `--` is compared with every open boundary, so that this bounds
    /// the work for a line. Real mail seldom goes past 10.
    public var depthInParts: Int = 200
    /// How many parts a message may have.
    ///
    /// A part costs about 100 bytes of memory and as little as 6 bytes of mail.
    public var partCount: Int = 100_000
    /// How many header fields are kept, all parts together.
    ///
    /// A field costs 40 bytes of memory and as little as 3 bytes of mail.
    public var fieldCount: Int = 200_000
    /// How many bytes of header fields are kept, all parts together.
    ///
    /// Mail servers take some 100 KB; past this the fields are left out, as past `fieldCount`.
    public var headerBytes: Int = 64_000_000
    /// How many bytes of one field's value are read.
    ///
    /// Decoding makes up to five times as many for a moment. 100,000 addresses fit in.
    public var fieldBytes: Int = 5_000_000
    /// How many addresses are read from one kind of field.
    ///
    /// An address costs some 100 bytes of memory and as little as 2 bytes of mail.
    public var addressCount: Int = 100_000
    /// How many message identifiers are read from one field.
    ///
    /// Threads of thousands of messages exist; mail programs cut References far earlier.
    public var identifierCount: Int = 10_000
    /// How many parameters are read from one field.
    ///
    /// File names in continuations (RFC 2231) need some 10; a lookup looks at each of them.
    public var parameterCount: Int = 2_000
    /// How many defects are kept.
    ///
    /// The first ones tell what is wrong; a hostile message could have one on each line.
    public var defectCount: Int = 100
    /// How long a boundary may be, in bytes.
    ///
    /// RFC 2046 allows 70; some programs write more.
    public var boundaryBytes: Int = 1_000
    /// How many bytes a safe file name may have in UTF-8.
    ///
    /// File systems allow 255; this leaves room for a number in front.
    public var fileNameBytes: Int = 200
    /// How many bytes of an HTML document are made into text.
    ///
    /// People read the beginning; 4 MB of markup is far past any letter.
    public var readableHTMLBytes: Int = 4_000_000

    /// The limits that suit mail from strangers.
    public static let standard = Limits()

    /// The standard limits, to be changed one by one.
    public init() {}
}
