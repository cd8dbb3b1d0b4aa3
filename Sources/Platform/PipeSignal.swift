// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc

/// SIGPIPE, which ends a program that writes to a closed pipe.
///
/// The filter ignores it altogether; a program for people must not, or `mailclerkctl | head` goes on.
enum PipeSignal {
    /// Does something that meets a closed pipe as the error EPIPE, not as a signal.
    static func held<Result>(_ body: () -> Result) -> Result {
        var pipe = sigset_t()
        unsafe sigemptyset(&pipe)
        unsafe sigaddset(&pipe, SIGPIPE)
        var before = sigset_t()
        unsafe pthread_sigmask(SIG_BLOCK, &pipe, &before)
        let result = body()
        // Takes away the one that may be waiting, then lets the next ones through again.
        var noTime = timespec()
        unsafe sigtimedwait(&pipe, nil, &noTime)
        unsafe pthread_sigmask(SIG_SETMASK, &before, nil)
        return result
    }
}
