// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

#if TestHooks
    import Glibc
    import Intake

    /// The ways in which a program may die of a programming error, each on purpose.
    enum TrapOnPurpose {
        /// Dies as the value of MAILCLERK_TEST_TRAP says; returns when that is not set.
        static func trap(_ arrival: Arrival) {
            guard let way = arrival.variable("MAILCLERK_TEST_TRAP") else { return }
            switch way {
            case "index": print(arrival.input[arrival.input.count + 1])
            case "nil":
                // swift-format-ignore: NeverForceUnwrap
                print(nothing(arrival)!)
            case "overflow": print(Int.max - 1 + arrival.input.count + 2)
            case "recursion": print(endless(arrival.input.count))
            default: abort()
            }
        }

        @inline(never)
        private static func nothing(_ arrival: Arrival) -> Int? {
            arrival.input.isEmpty ? 1 : nil
        }

        @inline(never)
        private static func endless(_ depth: Int) -> Int {
            // Never that deep; the compiler refuses a recursion that it can see has no end.
            guard depth != Int.min else { return 0 }
            return endless(depth &+ 1) &+ depth &* 3
        }
    }
#endif
