// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The header fields of a message or part, in order (RFC 5322 section 2.2).
///
/// A header is a view of the message's bytes: nothing is copied until a value is read.
public struct Header: Sendable {
    let storage: MessageStorage
    let buffer: Int
    let range: Range<Int>

    /// All fields in order.
    public var fields: [HeaderField] { range.map { field(at: $0) } }

    /// Returns the first field with this name; nil if there is none.
    ///
    /// - Parameter name: An ASCII name, compared without regard to case.
    /// - Returns: The field to use if only one is allowed.
    public func first(_ name: String) -> HeaderField? {
        let bytes = storage.buffers[buffer]
        for index in range where matches(index, name, bytes.span) { return field(at: index) }
        return nil
    }

    /// Returns the fields with this name in order.
    ///
    /// - Parameter name: An ASCII name, compared without regard to case.
    /// - Returns: The fields; empty if there are none.
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
