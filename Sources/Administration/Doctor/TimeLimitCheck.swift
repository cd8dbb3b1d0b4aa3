// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Checks whether a mail server kills the filter before its own deadline, which bounces the
/// message.
enum TimeLimitCheck {
    /// Checks one limit.
    ///
    /// - Parameters:
    ///   - limit: The mail server's limit, in seconds; nil for its default, which is long.
    ///   - setting: The human-readable place of the setting.
    ///   - deadline: The filter's deadline, in seconds.
    /// - Returns: An error if the filter may be killed; otherwise empty.
    static func results(limit: Int?, setting: String, deadline: Int) -> [CheckResult] {
        guard let limit, limit > 0, limit <= deadline else { return [] }
        return [
            CheckResult(
                level: .error, name: "time-limit",
                message: "\(setting) is \(limit) s, but mailclerk may take \(deadline) s; mail is"
                    + " bounced if the program is killed",
                remedy:
                    "set it to 300s, or set a lower limit for mailclerk: -t \(max(1, limit / 2))")
        ]
    }
}
