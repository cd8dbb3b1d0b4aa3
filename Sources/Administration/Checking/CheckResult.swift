// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// One thing that monitoring looks at, and how it stands.
package struct CheckResult: Equatable, Sendable {
    /// How good or bad it is, in ascending order.
    package enum Level: Sendable, Comparable {
        case ok, warning, error

        /// The exit status of `check` and `doctor` if this is the worst level.
        package var exitStatus: ExitStatus {
            switch self {
            case .ok: .done
            case .warning: .warning
            case .error: .error
            }
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

    /// Whether nothing was found, because this user may not read what the check looks at.
    package var isUnreadable = false
    /// The numbers behind the result, for graphs.
    package var measures: [CheckMeasure] = []

    /// Creates a result of the check `name`.
    package init(
        level: Level, name: String, message: String, remedy: String? = nil,
        measures: [CheckMeasure] = []
    ) {
        self.level = level
        self.name = name
        self.message = message
        self.remedy = remedy
        self.measures = measures
    }

    /// The result without counts, for users who may not see how much mail there is.
    package var withoutCounts: CheckResult {
        guard ["outbox", "emergency"].contains(name) else { return self }
        var result = self
        result.measures.removeAll(where: \.isCount)
        guard !isUnreadable else { return result }
        result.message = level == .ok ? "no problems found" : "the administrator should check"
        return result
    }
}
