// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The read end of a pipe that a child process writes to, and the bytes read so far.
struct ChildOutput: ~Copyable {
    /// The number of reads per call.
    ///
    /// With 16 KB per read, this is as much as the largest pipe of an ordinary user holds, so the
    /// output left in the pipe by a child that has exited is read completely.
    private static let readsPerCall = 64

    private var reader: Descriptor?
    private let limit: Int
    /// The bytes that are kept.
    private(set) var bytes: [UInt8] = []
    /// Whether there was more output than is kept.
    private(set) var isOverLimit = false

    /// Reads from a pipe and keeps at most `limit` bytes.
    init(_ reader: consuming Descriptor, limit: Int) {
        self.reader = consume reader
        self.limit = max(limit, 0)
    }

    /// The descriptor to poll; -1 at the end of the pipe.
    var number: Int32 {
        switch reader {
        case .some(let open): open.number
        case .none: -1
        }
    }

    /// Reads the available bytes; bounded, because another process may fill the pipe without end.
    mutating func receive() {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        for _ in 0..<Self.readsPerCall {
            let number = number
            guard number >= 0 else { return }
            let length = unsafe read(number, &buffer, buffer.count)
            if length > 0 {
                let room = limit - bytes.count
                bytes.append(contentsOf: buffer.prefix(min(length, room)))
                if length > room { isOverLimit = true }
            } else if length < 0 && errno == EAGAIN {
                return
            } else if length == 0 || errno != EINTR {
                reader = nil
            }
        }
    }
}
