// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// Our end of a pipe that a child prints into, and what came out of it so far.
struct ChildOutput: ~Copyable {
    /// With 16 KB a time as much as the largest pipe of an ordinary user holds: what a child that
    /// has ended left there is read whole.
    private static let readsAtOnce = 64

    private var reader: Descriptor?
    private let limit: Int
    /// What is kept.
    private(set) var bytes: [UInt8] = []
    /// Whether there was more than is kept.
    private(set) var isOverLimit = false

    /// Takes what comes out of a pipe, of which so many bytes are kept.
    init(_ reader: consuming Descriptor, limit: Int) {
        self.reader = consume reader
        self.limit = max(limit, 0)
    }

    /// The descriptor to wait for, -1 when the pipe is at its end.
    var number: Int32 {
        switch reader {
        case .some(let open): open.number
        case .none: -1
        }
    }

    /// Reads what the pipe has, but not for ever: someone may fill it as fast as we empty it.
    mutating func receive() {
        var buffer = [UInt8](repeating: 0, count: 16_384)
        for _ in 0..<Self.readsAtOnce {
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
