// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

#if TestHooks
    import Glibc
    import Intake

    /// Crashes the program deliberately, in each of the ways that a programming error may.
    enum TrapOnPurpose {
        /// Crashes in the way that MAILCLERK_TEST_TRAP names; returns if it is not set.
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
            // This depth is never reached; the compiler refuses a recursion that is obviously
            // infinite.
            guard depth != Int.min else { return 0 }
            return endless(depth &+ 1) &+ depth &* 3
        }
    }
#endif
