// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// An open descriptor; closed with its owner.
struct Descriptor: ~Copyable {
    /// Its number.
    let number: Int32

    deinit {
        close(number)
    }
}

/// A pipe of which both ends are ours so far, closed in programs that we start.
struct Pipe: ~Copyable {
    /// Where bytes come out.
    let readEnd: Descriptor
    /// Where bytes go in.
    let writeEnd: Descriptor

    /// Makes a pipe.
    init() throws(SystemError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe cplatform_pipe(&ends) == 0 else { throw SystemError.last("make a pipe") }
        readEnd = Descriptor(number: ends[0])
        writeEnd = Descriptor(number: ends[1])
    }

    /// Closes the end that is the child's and gives the other one, which doesn't block.
    consuming func keepReadEnd() -> Descriptor {
        cplatform_set_nonblocking(readEnd.number)
        return readEnd
    }

    /// Closes the end that is the child's, so that writing ends with the child, and gives the other
    /// one.
    consuming func keepWriteEnd() -> Descriptor {
        writeEnd
    }
}
