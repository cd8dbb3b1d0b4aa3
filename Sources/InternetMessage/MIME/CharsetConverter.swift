// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
import Synchronization

/// Converts text to UTF-8 with the C library's iconv; only this file of the library calls C.
///
/// Opening a converter loads a library and takes up to half a millisecond. Therefore the last few
/// converters stay open, each used by only one owner at a time.
@safe final class CharsetConverter {
    /// An iconv descriptor; only its current owner uses it.
    @safe private struct Opened: @unchecked Sendable {
        var name: String
        var descriptor: iconv_t
    }

    /// At most 4 idle converters, because few messages have more charsets, at some 20 KB each.
    private static let idleCount = 4
    private static let idle = Mutex<[Opened]>([])
    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    private let opened: Opened
    /// The number of bytes skipped after an error, so that decoding continues with a complete unit.
    private let unitBytes: Int
    private var chunk: [UInt8] = []

    /// Creates a converter from a charset; returns nil if the C library does not know the charset.
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
        // The C library looks for a byte order mark only in the first text of a converter.
        guard unitBytes == 1 else {
            _ = unsafe iconv_close(opened.descriptor)
            return
        }
        // Reset the shift state.
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
        // iconv_open returns (iconv_t)-1 for an unknown name.
        guard let descriptor = unsafe descriptor,
            unsafe descriptor != iconv_t(bitPattern: -1)
        else { return nil }
        return unsafe Opened(name: name, descriptor: descriptor)
    }

    /// Appends the text of the bytes; invalid bytes become U+FFFD.
    ///
    /// - Parameters:
    ///   - input: The next bytes.
    ///   - isLast: Whether the text ends here; an incomplete character then also becomes U+FFFD.
    ///   - output: Receives the text as UTF-8.
    /// - Returns: The end of the converted bytes; the character that begins there needs more bytes.
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
            // A full chunk is not an error, unless not even one character fits in it.
            if step.failure == EILSEQ || step.failure == EINVAL || step.read + step.written == 0 {
                output += Self.replacement
                position = min(position + unitBytes, input.endIndex)
            }
        }
        if isLast {
            // Ending the shift state may produce characters in some charsets.
            let step = convert(nil)
            output += chunk[..<step.written]
        }
        return position
    }

    /// Calls iconv once; returns the bytes read and written to the chunk, and errno or 0.
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
                // iconv changes the pointer, but never the bytes.
                var from: UnsafeMutablePointer<CChar>? = unsafe UnsafeMutablePointer(
                    mutating: base.assumingMemoryBound(to: CChar.self))
                var left = source.count
                if unsafe iconv(descriptor, &from, &left, &to, &room) == -1 { failure = errno }
                return (source.count - left, target.count - room, failure)
            }
        }
    }
}
