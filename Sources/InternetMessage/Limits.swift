// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Limits on the work and memory for one message.
///
/// A message beyond a limit is still parsed: the rest is treated as data and reported as a defect.
/// No limit makes `Message` fail.
public struct Limits: Sendable, Hashable {
    /// At most 200 nested multiparts and embedded messages.
    ///
    /// Each line that begins with `--` is compared with every open boundary, so the limit bounds
    /// the work per line. Real mail seldom has more than 10 levels.
    public var depthInParts: Int = 200
    /// At most 100,000 parts per message.
    ///
    /// A part costs about 100 bytes of memory and as little as 6 bytes of mail.
    public var partCount: Int = 100_000
    /// At most 200,000 header fields in all parts together.
    ///
    /// A field costs 40 bytes of memory and as little as 3 bytes of mail.
    public var fieldCount: Int = 200_000
    /// At most 64,000,000 bytes of header fields in all parts together.
    ///
    /// Mail servers accept some 100 KB; beyond the limit, fields are ignored as beyond
    /// `fieldCount`.
    public var headerBytes: Int = 64_000_000
    /// At most 5,000,000 bytes of the value of one field.
    ///
    /// Decoding temporarily needs up to five times as much memory. 100,000 addresses fit.
    public var fieldBytes: Int = 5_000_000
    /// At most 100,000 addresses from one kind of field.
    ///
    /// An address costs some 100 bytes of memory and as little as 2 bytes of mail.
    public var addressCount: Int = 100_000
    /// At most 10,000 message identifiers from one field.
    ///
    /// Threads of thousands of messages exist, but mail programs truncate References far earlier.
    public var identifierCount: Int = 10_000
    /// At most 2,000 parameters from one field.
    ///
    /// File names in continuations (RFC 2231) need some 10; a lookup checks each parameter.
    public var parameterCount: Int = 2_000
    /// At most 100 defects.
    ///
    /// The first ones describe the problem; a hostile message could have a defect on each line.
    public var defectCount: Int = 100
    /// At most 1,000 bytes per boundary.
    ///
    /// RFC 2046 allows 70, but some programs write more.
    public var boundaryBytes: Int = 1_000
    /// At most 200 bytes of UTF-8 for a safe file name.
    ///
    /// File systems allow 255, so a number still fits before the name.
    public var fileNameBytes: Int = 200
    /// At most 4,000,000 bytes of an HTML document are converted to text.
    ///
    /// People read only the beginning, and 4 MB of markup is far more than any message needs.
    public var readableHTMLBytes: Int = 4_000_000

    /// The limits for mail from untrusted senders.
    public static let standard = Limits()

    /// Creates the standard limits, which can then be changed.
    public init() {}
}

/// Fixed limits that real mail never reaches.
enum FixedLimits {
    /// At most 128 MB of an mbox are read ahead to the end that Content-Length gives, because a
    /// wrong length must not bring the whole file into memory.
    static let mboxAheadBytes = 134_217_728
    /// At most 16 empty lines are skipped between two messages of an mbox; usually there is one.
    static let mboxEmptyLineCount = 16
    /// At most 20 addresses of one list field; lists use two or three.
    static let listAddressCount = 20
    /// At most 8 pieces of a name with commas that are not quoted: surname, name and degrees.
    static let nameFragmentCount = 8
    /// At most 10 comments in the `from` of a Received field; servers write one or two.
    static let receivedCommentCount = 10
    /// No line is added to a reason in a report beyond 4,000 bytes; real reasons have a few lines.
    static let reasonBytes = 4_000
    /// At most 1,000,000 bytes of a plain-text report, because the information is at its start.
    static let reportTextBytes = 1_000_000
    /// At most 4 parts of a report; some servers send a text and a part with fields.
    static let reportPartCount = 4
    /// At most 4 messages that a report returns are read; one is usual.
    static let returnedMessageCount = 4
    /// At most 8 message identifiers that the text of a report names; each is looked up in a store.
    static let namedIdentifierCount = 8
    /// At most 2,000 addresses and identifiers in the text of a report are examined.
    ///
    /// The words of a mail server are at the start of the text.
    static let reportAddressCount = 2_000
    /// At most 250 bytes on either side of the `@` of an identifier; a line has at most 998.
    static let identifierBytes = 250
    /// At most 16,000 bytes of the words of a mail server are searched; they have some 2,000.
    static let reportWordsBytes = 16_000
    /// At most 256,000 bytes of the calendar and of a text of an answer to an invitation.
    static let invitationTextBytes = 256_000
    /// At most 400 bytes to the end of an encoded word; RFC 2047 allows 75.
    static let encodedWordBytes = 400
    /// At most 64 bytes for `=?` and a charset name; the longest registered name has 45.
    static let charsetNameBytes = 64
    /// At most 16 words of a date; a date has some 8.
    static let dateTokenCount = 16
    /// At most 20,000 lines of a calendar.
    ///
    /// A line costs some 50 bytes of memory.
    static let calendarLineCount = 20_000
    /// At most 20 events of a calendar are shown; an invitation has one, and its exceptions.
    static let calendarEventCount = 20
    /// At most 100 attendees of an event are shown; more names tell a reader nothing.
    static let calendarAttendeeCount = 100
    /// At most 100,000 bytes of a description in HTML are read.
    static let calendarDescriptionBytes = 100_000
    /// At most 10 nested messages in a winmail.dat.
    ///
    /// Each level copies its content.
    static let tnefDepth = 10
    /// At most 5 S/MIME messages inside each other are opened.
    ///
    /// Each level copies its content; RFC 2634 wraps three times.
    static let cmsDepth = 5
    /// The kind of a CMS message stands in its first 200 bytes.
    static let cmsHeadBytes = 200
    /// At most 1,000,000 bytes of text are searched for the text of a winmail.dat.
    static let repeatedTextBytes = 1_000_000
    /// The first 64 bytes of letters and digits tell whether two texts are the same.
    static let repeatedStartBytes = 64
    /// At most 200 bytes of the subject of an attached message that is named between two texts.
    static let namedSubjectBytes = 200
    /// At most 20 parts are searched for a charset for raw bytes in the header.
    static let charsetPartCount = 20
    /// At most 32 damaged lines between two header fields.
    ///
    /// Each of these lines is scanned again.
    static let junkLineCount = 32
    /// At most 1,000,000 bytes of a text are searched for OpenPGP armor.
    static let armorTextBytes = 1_000_000
    /// At most 500 RTF groups have their own settings; deeper groups share those of the last one.
    static let rtfDepth = 500
    /// At most 4,000 RTF fonts.
    ///
    /// A font costs some 40 bytes of memory and 15 of RTF.
    static let rtfFontCount = 4_000
    /// At most 64 nested HTML lists are distinguished; deeper ones are treated as the last one.
    static let listDepth = 64
    /// At most 8 levels of HTML lists and quotations are shown, to keep line prefixes short.
    static let shownDepth = 8
}
