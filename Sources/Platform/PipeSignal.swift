// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Suppresses SIGPIPE, which kills a program that writes to a closed pipe.
///
/// The filter ignores the signal for its whole run; an interactive program must not: `mailclerkctl
/// | head`.
enum PipeSignal {
    /// Calls `write` so that a closed pipe causes the error EPIPE instead of a signal.
    ///
    /// - Returns: The result of `write`, with its `errno`.
    static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        var pipe = sigset_t()
        unsafe sigemptyset(&pipe)
        unsafe sigaddset(&pipe, SIGPIPE)
        var before = sigset_t()
        unsafe pthread_sigmask(SIG_BLOCK, &pipe, &before)
        let length = unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        let code = errno
        if length < 0 && code == EPIPE {
            // The signal is now pending, even if it is ignored; remove it before it is unblocked.
            var noTime = timespec()
            unsafe sigtimedwait(&pipe, nil, &noTime)
        }
        unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
        errno = code
        return length
    }
}
