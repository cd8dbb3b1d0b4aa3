// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Prepares the process that a mail server started for its work as a filter.
package struct FilterProcess: Sendable {
    /// The outputs that the process was started with.
    package enum Output: Sendable {
        /// The original standard output.
        case output
        /// The original standard error.
        case error
    }

    /// Whether the process was started with an open standard input.
    package let hadInput: Bool
    /// Duplicates of the original descriptors 1 and 2; -1 if duplication failed.
    private let originalOutput: Int32
    private let originalError: Int32

    /// Makes the process independent of its inherited state; call this function first.
    ///
    /// - The umask is 077.
    /// - Descriptors 0 to 2 are open: on `/dev/null` if they were closed, so that no other file
    ///   gets their numbers.
    /// - SIGPIPE and SIGXFSZ are ignored (they become errors of `write`), other signals have their
    ///   default action, and no signal is blocked.
    /// - Standard output and standard error lead to `/dev/null` unless they are terminals: a mail
    ///   server sends the output of a filter to the sender, and the Swift runtime and the C library
    ///   print when a program crashes.
    ///
    /// - Parameter quietUnlessTerminal: Whether to redirect output as in the last item.
    /// - Returns: Access to the original outputs.
    package static func prepare(quietUnlessTerminal: Bool) -> FilterProcess {
        _ = umask(0o077)
        let hadInput = fcntl(STDIN_FILENO, F_GETFD) >= 0
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
        return FilterProcess(
            hadInput: hadInput, originalOutput: originalOutput, originalError: originalError)
    }

    /// Opens closed descriptors 0 to 2 on `/dev/null`.
    static func openStandardDescriptors() {
        for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is this one; standard descriptors are opened without
            // O_CLOEXEC.
            _ = unsafe Glibc.open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY)
        }
    }

    /// Writes a line to an original output, whether or not it is a terminal.
    ///
    /// The output may be a full or closed pipe or a non-blocking one: bytes are written for at most
    /// one second; the rest and all errors are dropped.
    ///
    /// - Parameters:
    ///   - line: The text; a line feed is added.
    ///   - output: The output.
    package func writeLine(_ line: String, to output: Output) {
        let descriptor = output == .output ? originalOutput : originalError
        guard descriptor >= 0 else { return }
        // POSIX guarantees only that a pipe that polls as writable takes PIPE_BUF bytes without
        // blocking.
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
    /// Exits the process at once; the kernel closes its descriptors.
    package static func exit(_ status: Int32) -> Never {
        _exit(status)
    }
}
