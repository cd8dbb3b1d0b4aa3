// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

extension Clock {
    /// The clock of the program: the system clock or, in a test build, the clock that a test sets.
    static var ofProgram: Clock {
        #if TestHooks
            .fromEnvironment
        #else
            .system
        #endif
    }
}
