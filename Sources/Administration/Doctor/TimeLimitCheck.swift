// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A mail server that ends the filter before it ends itself: it bounces the message.
enum TimeLimitCheck {
    /// Looks at one limit.
    ///
    /// - Parameters:
    ///   - limit: The mail server's, in seconds; nil where its usual one holds, which is long.
    ///   - setting: Where the limit is set, for people.
    ///   - deadline: The filter's own, in seconds.
    /// - Returns: Nothing where the filter ends first.
    static func results(limit: Int?, setting: String, deadline: Int) -> [CheckResult] {
        guard let limit, limit > 0, limit <= deadline else { return [] }
        return [
            CheckResult(
                level: .error, name: "time-limit",
                message: "\(setting) is \(limit) s; mailclerk takes up to \(deadline) s, and mail"
                    + " that is cut off bounces",
                remedy: "set it to 300s, or give mailclerk less: -t \(max(1, limit / 2))")
        ]
    }
}
