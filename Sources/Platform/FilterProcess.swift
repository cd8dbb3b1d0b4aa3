// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// The process as a mail server started it, made fit for a filter.
package struct FilterProcess: Sendable {
    /// One of the two outputs that the process was started with.
    package enum Output: Sendable {
        /// What was standard output.
        case output
        /// What was standard error.
        case error
    }

    /// Duplicates of what was on descriptors 1 and 2; -1 where that failed.
    private let originalOutput: Int32
    private let originalError: Int32

    /// Makes the process independent of what it inherited; call it first.
    ///
    /// - The umask is 077.
    /// - Descriptors 0 to 2 are open: on `/dev/null` if they were closed, so that no file of ours
    ///   gets their numbers.
    /// - SIGPIPE and SIGXFSZ are ignored (they become errors of `write`), the other signals have
    ///   their default action and none is blocked.
    /// - Unless it is a terminal, each of standard output and standard error leads to `/dev/null`:
    ///   a mail server sends what a filter prints to the sender, and the Swift runtime and the C
    ///   library print when a program crashes.
    ///
    /// - Parameter quietUnlessTerminal: Whether the last of these is wanted.
    /// - Returns: The way to the outputs that the process was started with.
    package static func prepare(quietUnlessTerminal: Bool) -> FilterProcess {
        _ = umask(0o077)
        openStandardDescriptors()
        cplatform_reset_signals()
        let originalOutput = cplatform_duplicate_above(1, 3)
        let originalError = cplatform_duplicate_above(2, 3)
        if quietUnlessTerminal {
            let loud = [Int32(1), 2].filter { isatty($0) == 0 }
            if !loud.isEmpty {
                let null = unsafe cplatform_open("/dev/null", O_RDWR, 0)
                for descriptor in loud { dup2(null, descriptor) }
                close(null)
            }
        }
        return FilterProcess(originalOutput: originalOutput, originalError: originalError)
    }

    /// Opens those of the descriptors 0 to 2 that are closed on `/dev/null`.
    static func openStandardDescriptors() {
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is this one; without O_CLOEXEC, as standard descriptors are.
            _ = unsafe Glibc.open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY)
        }
    }

    /// Writes a line to an output that the process was started with, terminal or not.
    ///
    /// It may be a full pipe, a closed one or one that doesn't block: what fits within a second is
    /// written, the rest and all errors are dropped.
    ///
    /// - Parameters:
    ///   - line: The text; a line feed is added.
    ///   - output: Where to.
    package func writeLine(_ line: String, to output: Output) {
        let descriptor = output == .output ? originalOutput : originalError
        guard descriptor >= 0 else { return }
        // A pipe that polls as writable takes PIPE_BUF bytes without blocking, and no more is sure.
        let bytes = Array((line + "\n").utf8)
        let end = MonotonicTime.now() + 1_000_000
        var written = 0
        while written < bytes.count {
            let left = end - MonotonicTime.now()
            guard left > 0 else { return }
            var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
            let ready = unsafe poll(&waiting, 1, Int32(clamping: left / 1000 + 1))
            if ready < 0 && errno == EINTR { continue }
            guard ready > 0 else { return }
            let chunk = bytes[written..<min(written + Int(PIPE_BUF), bytes.count)]
            let count = unsafe chunk.withUnsafeBytes { buffer in
                unsafe write(descriptor, buffer.baseAddress, buffer.count)
            }
            if count < 0 && errno != EAGAIN && errno != EINTR { return }
            written += max(count, 0)
        }
    }
}

extension FilterProcess {
    /// Ends the process at once; what it has open is closed by the kernel.
    package static func exit(_ status: Int32) -> Never {
        _exit(status)
    }
}
