// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Glibc
import Synchronization

/// A converter to UTF-8 of iconv of the C library; the one file of the library that calls C.
///
/// Opening one loads a library and takes up to half a millisecond, so that the last few stay open,
/// each lent to one user at a time.
@safe final class CharsetConverter {
    /// A descriptor; only who has taken it touches it.
    @safe private struct Opened: @unchecked Sendable {
        var name: String
        var descriptor: iconv_t
    }

    /// How many stay open: a message seldom has more charsets, some 20 KB each.
    private static let idleCount = 4
    private static let idle = Mutex<[Opened]>([])
    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    private let opened: Opened
    /// How many bytes are left out after one that can't be read, so that the next unit is read whole.
    private let unitBytes: Int
    private var chunk: [UInt8] = []

    /// A converter from this charset; nil when the C library does not know it.
    init?(_ name: String) {
        guard let opened = Self.take(name) else { return nil }
        self.opened = opened
        unitBytes =
            switch name.prefix(5) {
            case "utf-1" where name.hasPrefix("utf-16"), "utf16", "ucs-2", "ucs2", "unico", "iso-1":
                2
            case "utf-3", "utf32", "ucs-4", "ucs4": 4
            default: 1
            }
    }

    deinit {
        // Back to the first shift state.
        _ = unsafe iconv(opened.descriptor, nil, nil, nil, nil)
        let given = opened
        let surplus = Self.idle.withLock { (idle: inout [Opened]) -> Opened? in
            idle.append(given)
            return idle.count > Self.idleCount ? idle.removeFirst() : nil
        }
        if let surplus { _ = unsafe iconv_close(surplus.descriptor) }
    }

    private static func take(_ name: String) -> Opened? {
        let kept = idle.withLock { (idle: inout [Opened]) -> Opened? in
            guard let index = idle.firstIndex(where: { $0.name == name }) else { return nil }
            return idle.remove(at: index)
        }
        if let kept { return kept }
        let descriptor = unsafe iconv_open("UTF-8", name)
        // iconv_open gives (iconv_t)-1 for a name that it doesn't know.
        guard let descriptor = unsafe descriptor,
            unsafe descriptor != iconv_t(bitPattern: -1)
        else { return nil }
        return unsafe Opened(name: name, descriptor: descriptor)
    }

    /// Appends the text of the bytes; each that can't be read becomes U+FFFD.
    ///
    /// - Parameters:
    ///   - input: the next bytes.
    ///   - isLast: whether the text ends with them; a cut character is then U+FFFD too.
    ///   - output: gets the text in UTF-8.
    /// - Returns: the end of what was read: more must come of the character that begins there.
    func append(_ input: ArraySlice<UInt8>, isLast: Bool, to output: inout [UInt8]) -> Int {
        if chunk.isEmpty {
            chunk = [UInt8](repeating: 0, count: max(64, min(input.count * 2, 65_536)))
        }
        var position = input.startIndex
        while position < input.endIndex {
            let step = convert(input[position...])
            output += chunk[..<step.written]
            position += step.read
            if step.failure == EINVAL, !isLast { return position }
            // A full chunk is no failure, unless not even one character fits into it.
            if step.failure == EILSEQ || step.failure == EINVAL || step.read + step.written == 0 {
                output += Self.replacement
                position = min(position + unitBytes, input.endIndex)
            }
        }
        if isLast {
            // Ends the shift state, which some charsets answer with characters.
            let step = convert(nil)
            output += chunk[..<step.written]
        }
        return position
    }

    /// One call of iconv: how much it read and wrote into the chunk, and errno or 0.
    private func convert(
        _ input: ArraySlice<UInt8>?
    ) -> (read: Int, written: Int, failure: Int32) {
        let descriptor = unsafe opened.descriptor
        return unsafe chunk.withUnsafeMutableBytes { target in
            guard let targetBase = target.baseAddress else { return (0, 0, 0) }
            var to: UnsafeMutablePointer<CChar>? = unsafe targetBase.assumingMemoryBound(
                to: CChar.self)
            var room = target.count
            var failure: Int32 = 0
            guard let input else {
                if unsafe iconv(descriptor, nil, nil, &to, &room) == -1 { failure = errno }
                return (0, target.count - room, failure)
            }
            return unsafe input.withUnsafeBytes { source in
                guard let base = source.baseAddress else { return (0, 0, 0) }
                // iconv changes the pointer, never what it points to.
                var from: UnsafeMutablePointer<CChar>? = unsafe UnsafeMutablePointer(
                    mutating: base.assumingMemoryBound(to: CChar.self))
                var left = source.count
                if unsafe iconv(descriptor, &from, &left, &to, &room) == -1 { failure = errno }
                return (source.count - left, target.count - room, failure)
            }
        }
    }
}
