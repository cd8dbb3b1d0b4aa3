// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// The results of a check in one line, as Nagios and programs like it expect it from a plugin.
///
/// The form, the statuses and the performance data are those of the Monitoring Plugins development
/// guidelines.
package struct NagiosReport {
    /// At most 1,000 characters of the facts are shown, because some programs read only 1 KB.
    private static let factsLimitInCharacters = 1_000

    /// The exit status: 0 OK, 1 warning, 2 critical, 3 unknown.
    package let exitStatus: ExitStatus
    /// The line, without its line ending.
    package let line: String

    /// Creates the report of some results.
    ///
    /// What this user may not read is unknown; a warning or error elsewhere is more important.
    package init(_ results: [CheckResult]) {
        let readable = results.filter { !$0.isUnreadable }
        let worst = Check.worst(readable)
        let isUnknown = worst == .ok && readable.count < results.count
        exitStatus = isUnknown ? .unknown : worst.exitStatus
        let state =
            switch worst {
            case .ok: isUnknown ? "UNKNOWN" : "OK"
            case .warning: "WARNING"
            case .error: "CRITICAL"
            }
        let bad = Check.worstFirst(results).filter { $0.level != .ok }
        let facts = bad.map { "\($0.name): \($0.message)" }.joined(separator: "; ")
        let measures = results.flatMap(\.measures).map(\.text).joined(separator: " ")
        // A vertical bar begins the performance data.
        let text = Terminal.sanitised(facts.isEmpty ? "no problems found" : facts)
            .replacing("|", with: "/").prefix(Self.factsLimitInCharacters)
        line = "MAILCLERK \(state) - \(text)" + (measures.isEmpty ? "" : " | \(measures)")
    }
}
