// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One thing that monitoring looks at, and how it stands.
package struct CheckResult: Equatable, Sendable {
    /// How good or bad it is; the exit status of `check` is the worst one's value.
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

    /// How it stands.
    package var level: Level
    /// What was looked at: `store`, `settings`, `outbox`, `emergency`, `space`, `clock`; by the
    /// doctor also `permissions`, `sendmail` and others, as mailclerkctl(8) lists them.
    package var name: String
    /// What was seen.
    package var message: String
    /// What to do about it; nil when nothing needs doing.
    package var remedy: String?

    /// A result about `name`.
    package init(level: Level, name: String, message: String, remedy: String? = nil) {
        self.level = level
        self.name = name
        self.message = message
        self.remedy = remedy
    }

    /// The same for people who may not know how much mail there is: how things stand, no numbers.
    package var withoutCounts: CheckResult {
        guard ["outbox", "emergency"].contains(name) else { return self }
        var result = self
        result.message = level == .ok ? "well" : "the administrator should look"
        return result
    }
}
