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

        // Only `Message.findDefects()` tells of these.

        /// A field that may come once came before (RFC 5322 section 3.6); the first one counts.
        case repeatedField
        /// A Date field that can't be read.
        case unreadableDate
        /// A field has more addresses than `Limits.addressCount`; the rest is not read.
        case tooManyAddresses
        /// A field has more identifiers than `Limits.identifierCount`; the rest is not read.
        case tooManyIdentifiers
        /// A field has more parameters than `Limits.parameterCount`; the rest is not read.
        case tooManyParameters
        /// A Content-Transfer-Encoding that nobody knows; the body is taken as it stands.
        case unknownTransferEncoding
        /// A body in base64 has other characters in it, or a part of it is missing.
        case damagedEncoding
        /// Bytes outside of ASCII with no charset told, or with one that nobody knows: it is guessed.
        case unknownCharset
        /// Characters that can't be read in the charset told; they became U+FFFD.
        case undecodableText
        /// HTML is longer than `Limits.readableHTMLBytes`; the rest is not made into text.
        case tooMuchHTML
    }

    /// What is wrong.
    public let kind: Kind
    /// Where, as an offset into the bytes of the message.
    ///
    /// In a message/rfc822 part that was decoded, the offset is the one of that part.
    public let offset: Int
}
