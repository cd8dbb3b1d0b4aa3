// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

extension Clock {
    /// The clock of the program: the machine's, or in a test build the one that a test sets.
    static var ofProgram: Clock {
        #if TestHooks
            .fromEnvironment
        #else
            .system
        #endif
    }
}
