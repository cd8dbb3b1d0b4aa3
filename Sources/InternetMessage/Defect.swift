// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A violation of a mail standard in a message, with its position.
public struct Defect: Sendable, Hashable {
    /// The kinds of defects.
    public enum Kind: String, Sendable, Hashable {
        /// The header ended at a line that is neither a field nor a continuation line.
        case headerEndedByBody
        /// Lines in the header, before further fields, that are neither fields nor continuation
        /// lines.
        case junkInHeader
        /// The part ended without an empty line after its header.
        case headerWithoutEnd
        /// A multipart without a usable boundary parameter.
        case missingBoundary
        /// A multipart whose boundary does not occur.
        case boundaryNeverComes
        /// A multipart without its closing delimiter.
        case multipartNotClosed
        /// Parts are nested deeper than `Limits.depthInParts`; the deeper ones are not parsed.
        case tooDeep
        /// There are more parts than `Limits.partCount`; the rest is treated as content of the last
        /// part.
        case tooManyParts
        /// There are more header fields than `Limits.fieldCount`; the rest is ignored.
        case tooManyFields
        /// The header fields are longer than `Limits.headerBytes`; the rest is ignored.
        case headerTooLong
        /// The value of a field is longer than `Limits.fieldBytes`; the rest of it is ignored.
        case fieldTooLong
        /// All lines end in carriage returns without line feeds.
        case carriageReturnsOnly

        // Only `Message.findDefects()` reports the following kinds.

        /// A repeated field that may occur only once (RFC 5322 section 3.6, RFC 2045 section 3);
        /// the first one is used.
        case repeatedField
        /// A Date field that cannot be parsed.
        case unreadableDate
        /// A field has more addresses than `Limits.addressCount`; the rest is ignored.
        case tooManyAddresses
        /// A field has more identifiers than `Limits.identifierCount`; the rest is ignored.
        case tooManyIdentifiers
        /// A field has more parameters than `Limits.parameterCount`; the rest is ignored.
        case tooManyParameters
        /// An unknown Content-Transfer-Encoding; the body is not decoded.
        case unknownTransferEncoding
        /// A base64 body with invalid characters, or an incomplete one.
        case damagedEncoding
        /// Non-ASCII bytes without a declared charset, or with an unknown one; the charset is
        /// guessed.
        case unknownCharset
        /// Bytes that are invalid in the declared charset; they became U+FFFD.
        case undecodableText
        /// HTML longer than `Limits.readableHTMLBytes`; the rest is not converted to text.
        case tooMuchHTML
    }

    /// The kind of defect.
    public let kind: Kind
    /// The position, as an offset into the bytes of the message.
    ///
    /// In a decoded message/rfc822 part, the offset is that of the part.
    public let offset: Int
}
