// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Finds what was signed in a CMS message (RFC 5652 section 5), in BER or DER.
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

    /// What the message is.
    static func kind(_ bytes: [UInt8]) -> Kind {
        var reader = BERReader(bytes[...])
        guard reader.enter(0x30), let type = reader.take(0x06) else { return .other }
        if type.elementsEqual(signedData) { return .signed }
        return type.elementsEqual(envelopedData) ? .enveloped : .other
    }

    /// The content that was signed; nil when it isn't inside or can't be read.
    static func signedContent(_ bytes: [UInt8]) -> [UInt8]? {
        var reader = BERReader(bytes[...])
        guard reader.enter(0x30), reader.take(0x06)?.elementsEqual(signedData) == true,
            reader.enter(0xA0), reader.enter(0x30), reader.skip(0x02), reader.skip(0x31),
            reader.enter(0x30), reader.take(0x06) != nil, reader.enter(0xA0)
        else { return nil }
        return reader.takeOctets()
    }
}

/// Reads elements of BER (X.690) one after another.
private struct BERReader {
    private var reader: ByteReader

    init(_ bytes: ArraySlice<UInt8>) {
        reader = ByteReader(bytes)
    }

    /// Tag and length; the length is nil for one that an end mark tells.
    private mutating func header() -> (tag: UInt8, length: Int?)? {
        // Tags of more than one byte don't occur here.
        guard let tag = reader.byte(), tag & 0x1F != 0x1F, let first = reader.byte() else {
            return nil
        }
        if first == 0x80 { return (tag, nil) }
        guard first > 0x80 else { return (tag, Int(first)) }
        let count = Int(first & 0x7F)
        guard count <= 4, let digits = reader.take(count) else { return nil }
        return (tag, digits.reduce(0) { $0 << 8 | Int($1) })
    }

    /// Moves to the first element inside; false when another one is here.
    mutating func enter(_ tag: UInt8) -> Bool {
        header()?.tag == tag
    }

    /// The content of a primitive element; nil when another one is here.
    mutating func take(_ tag: UInt8) -> ArraySlice<UInt8>? {
        guard let found = header(), found.tag == tag, let length = found.length else { return nil }
        return reader.take(length)
    }

    /// Moves past an element; false when another one is here.
    mutating func skip(_ tag: UInt8) -> Bool {
        guard let found = header(), found.tag == tag else { return false }
        if let length = found.length { return reader.take(length) != nil }
        // Elements inside, until each open one has its end mark.
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

    /// An octet string, whole or in pieces; what is cut off gives its beginning.
    mutating func takeOctets() -> [UInt8]? {
        var output: [UInt8] = []
        var isFirst = true
        while let found = header() {
            switch (found.tag, found.length) {
            case (0x04, let length?):
                output += reader.takeUpTo(length)
                if isFirst { return output }
            case (0x24, let length):
                // Pieces follow; ones of known length end where their bytes do.
                if isFirst, let length { reader = ByteReader(reader.takeUpTo(length)) }
            default:
                return isFirst ? nil : output
            }
            isFirst = false
        }
        return isFirst ? nil : output
    }
}
