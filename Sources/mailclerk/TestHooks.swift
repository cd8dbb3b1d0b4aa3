// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import Platform

extension Clock {
    /// The clock of the program: the system clock, or in a test build the clock that a test sets.
    static var ofProgram: Clock {
        #if TestHooks
            .fromEnvironment
        #else
            .system
        #endif
    }
}

/// Crashes on request, in test builds only.
enum TestHooks {
    /// Crashes if the environment requests it.
    static func trapIfAsked(_ arrival: Arrival) {
        #if TestHooks
            TrapOnPurpose.trap(arrival)
        #endif
    }
}
