// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc

/// What the mail server writes to the process.
package enum StandardInput {
    /// The room made for a message whose length is not known: most fit.
    private static let usualLengthInBytes = 64 * 1024

    /// Reads to the end.
    ///
    /// A descriptor that doesn't block is waited for, an interrupted call is made again.
    ///
    /// - Parameters:
    ///   - descriptor: Where to read; standard input unless told.
    ///   - limit: The most bytes that are read.
    /// - Returns: Every byte that came, as often none.
    /// - Throws: When reading fails or memory runs out, and `EFBIG` where more come than may; what was
    ///   read is gone then.
    package static func readAll(
        descriptor: Int32 = STDIN_FILENO, limitInBytes limit: Int = .max
    ) throws(SystemError) -> MessageBuffer {
        var mapping = try GrowingMapping(capacity: expectedLength(of: descriptor))
        while true {
            if mapping.count == mapping.capacity { try mapping.grow() }
            let room = mapping.capacity - mapping.count
            let length = unsafe read(descriptor, mapping.start + mapping.count, room)
            if length == 0 { return try MessageBuffer(sealing: mapping) }
            if length > 0 {
                mapping.count += length
                guard mapping.count <= limit else {
                    throw SystemError(code: EFBIG, call: "read standard input")
                }
                continue
            }
            switch errno {
            case EINTR: continue
            case EAGAIN:
                var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
                unsafe poll(&waiting, 1, -1)
            default: throw SystemError.last("read standard input")
            }
        }
    }

    /// A file's length and the byte that lets the end show itself, or a guess for a pipe.
    private static func expectedLength(of descriptor: Int32) -> Int {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return usualLengthInBytes
        }
        return max(usualLengthInBytes, Int(clamping: status.st_size).addingReportingOverflow(1).0)
    }
}
