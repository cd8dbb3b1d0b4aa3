// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Finds the signed content of a CMS message (RFC 5652 section 5), in BER or DER.
///
///     ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY }
///     SignedData  ::= SEQUENCE { version INTEGER, digestAlgorithms SET,
///                                encapContentInfo SEQUENCE { eContentType OBJECT IDENTIFIER,
///                                    eContent [0] EXPLICIT OCTET STRING OPTIONAL }, ... }
enum CMSContent {
    enum Kind {
        case signed, enveloped, other
    }

    private static let signedData: [UInt8] = [
        0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02,
    ]
    private static let envelopedData: [UInt8] = signedData.dropLast() + [0x03]

    /// Returns the kind of a CMS message.
    static func kind(_ bytes: [UInt8]) -> Kind {
        var reader = BERReader(bytes[...])
        guard reader.enter(0x30), let type = reader.take(0x06) else { return .other }
        if type.elementsEqual(signedData) { return .signed }
        return type.elementsEqual(envelopedData) ? .enveloped : .other
    }

    /// Returns the signed content; nil if it is detached or cannot be read.
    static func signedContent(_ bytes: [UInt8]) -> [UInt8]? {
        var reader = BERReader(bytes[...])
        guard reader.enter(0x30), reader.take(0x06)?.elementsEqual(signedData) == true,
            reader.enter(0xA0), reader.enter(0x30), reader.skip(0x02), reader.skip(0x31),
            reader.enter(0x30), reader.take(0x06) != nil, reader.enter(0xA0)
        else { return nil }
        return reader.takeOctets()
    }
}

/// Reads consecutive BER elements (X.690).
private struct BERReader {
    private var reader: ByteReader

    init(_ bytes: ArraySlice<UInt8>) {
        reader = ByteReader(bytes)
    }

    /// Reads tag and length; the length is nil if it is indefinite.
    private mutating func header() -> (tag: UInt8, length: Int?)? {
        // Tags of more than one byte do not occur here.
        guard let tag = reader.byte(), tag & 0x1F != 0x1F, let first = reader.byte() else {
            return nil
        }
        if first == 0x80 { return (tag, nil) }
        guard first > 0x80 else { return (tag, Int(first)) }
        let count = Int(first & 0x7F)
        guard count <= 4, let digits = reader.take(count) else { return nil }
        return (tag, digits.reduce(0) { $0 << 8 | Int($1) })
    }

    /// Enters an element; returns false if the next element has another tag.
    mutating func enter(_ tag: UInt8) -> Bool {
        header()?.tag == tag
    }

    /// Reads the content of a primitive element; returns nil if the next element has another tag.
    mutating func take(_ tag: UInt8) -> ArraySlice<UInt8>? {
        guard let found = header(), found.tag == tag, let length = found.length else { return nil }
        return reader.take(length)
    }

    /// Skips an element; returns false if the next element has another tag.
    mutating func skip(_ tag: UInt8) -> Bool {
        guard let found = header(), found.tag == tag else { return false }
        if let length = found.length { return reader.take(length) != nil }
        // Skip the elements inside until each open element has its end-of-contents mark.
        var open = 1
        while open > 0 {
            guard let inner = header() else { return false }
            if inner.tag == 0, inner.length == 0 {
                open -= 1
            } else if let length = inner.length {
                guard reader.take(length) != nil else { return false }
            } else {
                open += 1
            }
        }
        return true
    }

    /// Reads an octet string, primitive or constructed; truncated data gives its beginning.
    mutating func takeOctets() -> [UInt8]? {
        var output: [UInt8] = []
        var isFirst = true
        while let found = header() {
            switch (found.tag, found.length) {
            case (0x04, let length?):
                output += reader.takeUpTo(length)
                if isFirst { return output }
            case (0x24, let length):
                // Segments follow; a constructed string of definite length ends with its bytes.
                if isFirst, let length { reader = ByteReader(reader.takeUpTo(length)) }
            default:
                return isFirst ? nil : output
            }
            isFirst = false
        }
        return isFirst ? nil : output
    }
}
