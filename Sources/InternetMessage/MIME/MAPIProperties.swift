// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The properties in a TNEF attribute that the content of a message needs.
///
/// The format is that of [MS-OXTNEF] section 2.1.3.4, the property numbers those of [MS-OXPROPS].
struct MAPIProperties {
    /// The value of a property; unused types are skipped.
    enum Value {
        case number(UInt32)
        case bytes(ArraySlice<UInt8>)
        /// Text in the charset of the stream.
        case string8(ArraySlice<UInt8>)
        /// Text in UTF-16.
        case unicode(ArraySlice<UInt8>)
        /// An object, separate from the 16 bytes of its interface identifier, which precede it.
        case object(ArraySlice<UInt8>, interface: ArraySlice<UInt8>)
    }

    /// The property numbers.
    enum Name {
        static let subject: UInt16 = 0x0037
        static let body: UInt16 = 0x1000
        static let compressedRTF: UInt16 = 0x1009
        static let html: UInt16 = 0x1013
        static let messageID: UInt16 = 0x1035
        static let displayName: UInt16 = 0x3001
        static let attachData: UInt16 = 0x3701
        static let attachFileName: UInt16 = 0x3704
        static let attachLongFileName: UInt16 = 0x3707
        static let attachMIMEType: UInt16 = 0x370E
        static let attachContentID: UInt16 = 0x3712
        static let internetCodePage: UInt16 = 0x3FDE
    }

    private enum Kind {
        static let string8: UInt16 = 0x1E
        static let unicode: UInt16 = 0x1F
        static let object: UInt16 = 0x0D
        static let binary: UInt16 = 0x102
        static let isMultiple: UInt16 = 0x1000
    }

    private var values: [UInt16: Value] = [:]
    /// Whether all properties could be read.
    private(set) var isComplete = false

    init() {}

    //     MsgPropertyList = MsgPropertyCount *MsgPropertyValue
    //     MsgPropertyValue = MsgPropertyTag [PropertyIdentifier] MsgPropertyValueData
    init(_ bytes: ArraySlice<UInt8>) {
        var reader = ByteReader(bytes)
        guard var left = reader.uint32() else { return }
        while left > 0 {
            left -= 1
            guard let kind = reader.uint16(), let name = reader.uint16() else { return }
            if name >= 0x8000, !Self.skipName(&reader) { return }
            guard let value = Self.takeValue(kind, &reader) else { return }
            // The numbers of named properties are valid only in one stream.
            if name < 0x8000, values[name] == nil, let value = value.first { values[name] = value }
        }
        isComplete = true
    }

    private static func skipName(_ reader: inout ByteReader) -> Bool {
        guard reader.take(16) != nil, let kind = reader.uint32() else { return false }
        guard kind == 1 else { return reader.uint32() != nil }
        guard let length = reader.uint32() else { return false }
        return takePadded(length, &reader) != nil
    }

    /// Reads bytes and the zeros that pad them to a multiple of four.
    private static func takePadded(
        _ length: UInt32, _ reader: inout ByteReader
    ) -> ArraySlice<UInt8>? {
        guard let count = Int(exactly: length), let taken = reader.take(count) else { return nil }
        _ = reader.takeUpTo((4 - count % 4) % 4)
        return taken
    }

    /// Reads a property's values and returns the first; returns nil if the stream cannot be read
    /// further.
    private static func takeValue(_ kind: UInt16, _ reader: inout ByteReader) -> [Value]? {
        let base = kind & ~Kind.isMultiple
        let isMultiple = kind & Kind.isMultiple != 0
        let isVariable = [Kind.string8, Kind.unicode, Kind.object, Kind.binary].contains(base)
        var count: UInt32 = 1
        if isMultiple || isVariable {
            guard let told = reader.uint32() else { return nil }
            count = told
        }
        var found: [Value] = []
        while count > 0 {
            count -= 1
            guard let value = isVariable ? takeVariable(base, &reader) : takeFixed(base, &reader)
            else { return nil }
            if found.isEmpty { found.append(value) }
        }
        return found
    }

    private static func takeVariable(_ kind: UInt16, _ reader: inout ByteReader) -> Value? {
        guard let length = reader.uint32(), let bytes = takePadded(length, &reader) else {
            return nil
        }
        switch kind {
        case Kind.string8: return .string8(bytes)
        case Kind.unicode: return .unicode(bytes)
        case Kind.object: return .object(bytes.dropFirst(16), interface: bytes.prefix(16))
        default: return .bytes(bytes)
        }
    }

    /// Reads a fixed-size value, padded to a multiple of four bytes; returns nil for an unknown
    /// type.
    private static func takeFixed(_ kind: UInt16, _ reader: inout ByteReader) -> Value? {
        switch kind {
        // 16-bit and 32-bit integers, a float, an error, a Boolean.
        case 0x02, 0x03, 0x04, 0x0A, 0x0B: reader.uint32().map { .number($0) }
        // A double, currency, two kinds of time, a 64-bit integer.
        case 0x05, 0x06, 0x07, 0x14, 0x40: reader.take(8).map { .bytes($0) }
        case 0x48: reader.take(16).map { .bytes($0) }
        default: nil
        }
    }

    // MARK: Values

    /// The value of a property; nil if it is absent.
    subscript(_ name: UInt16) -> Value? { values[name] }

    /// Returns a number; nil if there is no number with this name.
    func number(_ name: UInt16) -> UInt32? {
        if case .number(let value)? = values[name] { value } else { nil }
    }

    /// Returns a text; nil if there is no text with this name.
    func text(_ name: UInt16, charset: CharacterSet) -> String? {
        switch values[name] {
        case .string8(let bytes)?:
            TNEFMessage.text(bytes, charset)
        case .unicode(let bytes)?:
            TNEFMessage.utf16(bytes)
        default: nil
        }
    }
}
