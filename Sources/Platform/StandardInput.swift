// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Reads the message that the mail server writes to standard input.
package enum StandardInput {
    /// The initial buffer size if the length is unknown; most messages fit.
    private static let usualLengthInBytes = 64 * 1024

    /// Reads to the end of the input.
    ///
    /// The function waits for a non-blocking descriptor and repeats interrupted calls.
    ///
    /// - Parameters:
    ///   - descriptor: The descriptor to read; by default standard input.
    ///   - limit: The maximum number of bytes.
    /// - Returns: All bytes; possibly none.
    /// - Throws: A `SystemError` if reading fails or memory runs out; `EFBIG` if the input is
    ///   longer than the limit. The bytes read so far are lost.
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

    /// Returns a file's length plus the byte needed to detect its end, or a guess for a pipe.
    private static func expectedLength(of descriptor: Int32) -> Int {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return usualLengthInBytes
        }
        return max(usualLengthInBytes, Int(clamping: status.st_size).addingReportingOverflow(1).0)
    }
}
