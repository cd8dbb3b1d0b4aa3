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

/// Bounds of work that nobody has a reason to change: real mail stays far within them.
enum FixedLimits {
    /// How many addresses of one list field are read; a list gives two or three.
    static let listAddressCount = 20
    /// How many comments of a Received field's `from` are kept; servers write one or two.
    static let receivedCommentCount = 10
    /// Past how many bytes no line is added to a reason of a report; real ones have a few lines.
    static let reasonBytes = 4_000
    /// How many bytes of a plain report are read: it says what it has to say in its beginning.
    static let reportTextBytes = 1_000_000
    /// How many parts of a report are read; some servers send one with a text and one with fields.
    static let reportPartCount = 4
    /// How many bytes on the end of an encoded word is looked for; RFC 2047 allows 75.
    static let encodedWordBytes = 400
    /// How many bytes `=?` and the name of a charset may have; the longest registered one has 45.
    static let charsetNameBytes = 64
    /// How many words of a date are read; it has some 8.
    static let dateTokenCount = 16
    /// How many lines of a calendar are read.
    ///
    /// A line costs some 50 bytes of memory.
    static let calendarLineCount = 20_000
    /// How deep messages inside a winmail.dat are opened.
    ///
    /// Each level copies what is inside.
    static let tnefDepth = 10
    /// How many parts are asked for a charset for raw bytes in the header.
    static let charsetPartCount = 20
    /// How many damaged lines may stand between two fields of a header.
    ///
    /// Each is looked at again.
    static let junkLineCount = 32
    /// How many bytes of a text are searched for the armor of OpenPGP.
    static let armorTextBytes = 1_000_000
    /// How many groups of RTF keep settings of their own; deeper ones share those of the last.
    static let rtfDepth = 500
    /// How many fonts of RTF are known.
    ///
    /// A font costs some 40 bytes of memory and 15 of RTF.
    static let rtfFontCount = 4_000
    /// How many lists of HTML are kept apart inside one another; deeper ones count as the last.
    static let listDepth = 64
    /// How deep lists and quotes of HTML are shown, so that a line's beginning stays short.
    static let shownDepth = 8
}
