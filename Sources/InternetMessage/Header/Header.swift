// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The header fields of a message or part, in their order (RFC 5322 section 2.2).
///
/// A view of the message's bytes: nothing is copied until a field is asked for a value.
public struct Header: Sendable {
    let storage: MessageStorage
    let buffer: Int
    let range: Range<Int>

    /// All fields in their order.
    public var fields: [HeaderField] { range.map { field(at: $0) } }

    /// The first field of this name, nil when there is none.
    ///
    /// - Parameter name: an ASCII name; capitals and small letters are the same.
    /// - Returns: the field that counts where there may be one only.
    public func first(_ name: String) -> HeaderField? {
        let bytes = storage.buffers[buffer]
        for index in range where matches(index, name, bytes.span) { return field(at: index) }
        return nil
    }

    /// The fields of this name in their order.
    ///
    /// - Parameter name: an ASCII name; capitals and small letters are the same.
    /// - Returns: the fields, empty when there is none.
    public func all(_ name: String) -> [HeaderField] {
        let bytes = storage.buffers[buffer]
        var found: [HeaderField] = []
        for index in range where matches(index, name, bytes.span) { found.append(field(at: index)) }
        return found
    }

    private func matches(_ index: Int, _ name: String, _ bytes: Span<UInt8>) -> Bool {
        let ranges = storage.fields[index]
        return ranges.nameEnd - ranges.start == name.utf8.count
            && bytes.hasIgnoringCase(name, at: ranges.start)
    }

    func field(at index: Int) -> HeaderField {
        HeaderField(storage: storage, buffer: buffer, ranges: storage.fields[index])
    }
}
