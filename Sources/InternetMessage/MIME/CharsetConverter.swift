// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Glibc
import Synchronization

/// Converts to UTF-8 by iconv of the C library; the one file of the library that calls C.
///
/// Opening a converter loads a library and takes up to half a millisecond, so that the last few
/// stay open, each lent to one user at a time.
enum CharsetConverter {
    /// A converter that nobody uses; only its taker touches it.
    @safe private struct Idle: @unchecked Sendable {
        var name: String
        var descriptor: iconv_t
    }

    /// How many stay open: a message seldom has more charsets, some 20 KB each.
    private static let idleCount = 4
    private static let idle = Mutex<[Idle]>([])
    private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

    private static func take(_ name: String) -> Idle? {
        let kept = idle.withLock { (idle: inout [Idle]) -> Idle? in
            guard let index = idle.firstIndex(where: { $0.name == name }) else { return nil }
            return idle.remove(at: index)
        }
        if let kept { return kept }
        let descriptor = unsafe iconv_open("UTF-8", name)
        // iconv_open gives (iconv_t)-1 for a name that it doesn't know.
        guard let descriptor = unsafe descriptor,
            unsafe descriptor != iconv_t(bitPattern: -1)
        else { return nil }
        return unsafe Idle(name: name, descriptor: descriptor)
    }

    private static func giveBack(_ converter: Idle) {
        // Back to the first shift state.
        _ = unsafe iconv(converter.descriptor, nil, nil, nil, nil)
        let surplus = idle.withLock { (idle: inout [Idle]) -> Idle? in
            idle.append(converter)
            return idle.count > idleCount ? idle.removeFirst() : nil
        }
        if let surplus { _ = unsafe iconv_close(surplus.descriptor) }
    }

    /// Appends the text of the bytes; each byte that can't be read becomes U+FFFD.
    ///
    /// A charset that the C library does not know is read as if none were given.
    static func append(_ input: [UInt8], from name: String, to output: inout [UInt8]) {
        guard let converter = take(name) else {
            CharacterSet.ascii.append(input[...], to: &output)
            return
        }
        defer { giveBack(converter) }
        let descriptor = unsafe converter.descriptor
        var source = input
        var chunk = [UInt8](repeating: 0, count: max(64, min(input.count * 2, 65_536)))
        var read = 0
        var isFlushed = false
        while !isFlushed {
            var written = 0
            var failure: Int32 = 0
            let isLast = read >= source.count
            unsafe source.withUnsafeMutableBytes { raw in
                unsafe chunk.withUnsafeMutableBytes { target in
                    guard let targetBase = target.baseAddress else { return }
                    var to: UnsafeMutablePointer<CChar>? = unsafe targetBase.assumingMemoryBound(
                        to: CChar.self)
                    var room = target.count
                    if isLast {
                        // Ends the shift state, which some charsets answer with characters.
                        if unsafe iconv(descriptor, nil, nil, &to, &room) == -1 {
                            failure = errno
                        }
                    } else if let base = raw.baseAddress {
                        var from: UnsafeMutablePointer<CChar>? = unsafe (base + read)
                            .assumingMemoryBound(to: CChar.self)
                        var left = raw.count - read
                        if unsafe iconv(descriptor, &from, &left, &to, &room) == -1 {
                            failure = errno
                        }
                        read = raw.count - left
                    }
                    written = target.count - room
                }
            }
            output += chunk[..<written]
            if isLast { isFlushed = true }
            if failure == EILSEQ || failure == EINVAL {
                output += replacement
                read += 1
            }
        }
    }
}
