// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// An open descriptor; it is closed when its owner is destroyed.
struct Descriptor: ~Copyable {
    /// The descriptor number.
    let number: Int32

    deinit {
        close(number)
    }
}

/// A pipe with both ends in this process; programs that this process starts do not inherit it.
struct Pipe: ~Copyable {
    /// The end to read from.
    let readEnd: Descriptor
    /// The end to write to.
    let writeEnd: Descriptor

    /// Creates a pipe.
    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe cplatform_pipe(&ends) == 0 else { throw SystemError.last("create a pipe") }
        readEnd = Descriptor(number: ends[0])
        writeEnd = Descriptor(number: ends[1])
    }

    /// Closes the child's end and returns the other end, set to non-blocking.
    consuming func keepReadEnd() -> Descriptor {
        cplatform_set_nonblocking(readEnd.number)
        return readEnd
    }

    /// Closes the child's end, so that a write fails after the child has exited, and returns the
    /// other end.
    consuming func keepWriteEnd() -> Descriptor {
        writeEnd
    }
}
