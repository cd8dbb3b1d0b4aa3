// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc

/// SIGPIPE, which ends a program that writes to a closed pipe.
///
/// The filter ignores it altogether, a program for people need not: `mailclerkctl | head`.
enum PipeSignal {
    /// Calls `write` so that a closed pipe is the error EPIPE and no signal.
    ///
    /// - Returns: What `write` gave, with its `errno`.
    static func write(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        var pipe = sigset_t()
        unsafe sigemptyset(&pipe)
        unsafe sigaddset(&pipe, SIGPIPE)
        var before = sigset_t()
        unsafe pthread_sigmask(SIG_BLOCK, &pipe, &before)
        let length = unsafe Glibc.write(descriptor, bytes.baseAddress, bytes.count)
        let code = errno
        if length < 0 && code == EPIPE {
            // The signal waits now, even if it is ignored; it must not come when it is let through.
            var noTime = timespec()
            unsafe sigtimedwait(&pipe, nil, &noTime)
        }
        unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
        errno = code
        return length
    }
}
