// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The result of a check.
package struct CheckResult: Equatable, Sendable {
    /// The level of a result; the exit status of `check` is the value of the worst level.
    package enum Level: Int32, Sendable, Comparable {
        case ok = 0
        case warning = 1
        case error = 2

        /// Orders levels from good to bad.
        package static func < (left: Level, right: Level) -> Bool {
            left.rawValue < right.rawValue
        }

        /// The level's name: `ok`, `warning`, `error`.
        package var name: String {
            switch self {
            case .ok: "ok"
            case .warning: "warning"
            case .error: "error"
            }
        }
    }

    /// The level.
    package var level: Level
    /// The name of the check: `store`, `settings`, `outbox`, `emergency`, `space`, `clock`.
    ///
    /// The doctor has further ones, such as `permissions` and `sendmail`, which mailclerkctl(8)
    /// lists.
    package var name: String
    /// The fact that was found.
    package var message: String
    /// The fix; nil if nothing needs to be done.
    package var remedy: String?

    /// Creates a result of the check `name`.
    package init(level: Level, name: String, message: String, remedy: String? = nil) {
        self.level = level
        self.name = name
        self.message = message
        self.remedy = remedy
    }

    /// The result without counts, for users who may not see how much mail there is.
    package var withoutCounts: CheckResult {
        guard ["outbox", "emergency"].contains(name) else { return self }
        var result = self
        result.message = level == .ok ? "no problems found" : "the administrator should check"
        return result
    }
}
