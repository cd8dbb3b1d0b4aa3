// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Something in a message that its standard forbids, and where.
public struct Defect: Sendable, Hashable {
    /// What is wrong.
    public enum Kind: String, Sendable, Hashable {
        /// The header ended at a line that is neither a field nor a continuation.
        case headerEndedByBody
        /// Lines of the header that are neither a field nor a continuation, with fields after them.
        case junkInHeader
        /// The header has no empty line after it because the part ended.
        case headerWithoutEnd
        /// A multipart without a usable boundary parameter.
        case missingBoundary
        /// A multipart whose boundary never comes.
        case boundaryNeverComes
        /// A multipart without its closing delimiter.
        case multipartNotClosed
        /// Parts lie deeper than `Limits.depthInParts`; they are left as data.
        case tooDeep
        /// There are more parts than `Limits.partCount`; the rest belongs to the last one.
        case tooManyParts
        /// There are more header fields than `Limits.fieldCount`; the rest is left out.
        case tooManyFields
        /// The header fields are longer than `Limits.headerBytes`; the rest is left out.
        case headerTooLong
        /// A field's value is longer than `Limits.fieldBytes`; the rest of it is not read.
        case fieldTooLong
        /// Lines end in carriage returns alone.
        case carriageReturnsOnly
    }

    /// What is wrong.
    public let kind: Kind
    /// Where, as an offset into the bytes of the message.
    ///
    /// In a message/rfc822 part that was decoded, the offset is the one of that part.
    public let offset: Int
}
