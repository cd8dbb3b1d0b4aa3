// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
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

/// Traps on purpose, which exist in test builds alone.
enum TestHooks {
    /// Crashes in the way that the message asks for.
    static func trapIfAsked(_ arrival: Arrival) {
        #if TestHooks
            TrapOnPurpose.trap(arrival)
        #endif
    }
}
