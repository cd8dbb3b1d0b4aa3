// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import Store
import SystemMailbox

/// The quick look at a store that monitoring takes every few minutes.
package enum Check {
    /// A due reply waits this long only if nobody runs `flush`: 15 minutes, in microseconds.
    private static let lateAfter: Int64 = 15 * 60 * 1_000_000
    /// After so long people notice that they get no answer: 2 hours, in microseconds.
    private static let stuckAfter: Int64 = 2 * 3600 * 1_000_000
    /// How far ahead of the clock an email may have come: a day, in microseconds.
    private static let clockTolerance: Int64 = 86_400 * 1_000_000
    /// Below so many free bytes an administrator should look: 100 MB.
    private static let lowSpace: Int64 = 100_000_000
    /// Below so many free bytes a few large messages fill the disk: 20 MB.
    private static let noSpace: Int64 = 20_000_000

    /// A disk that is nearly full by its share is no matter with so many bytes free: 2 GB.
    private static let fewSpace: Int64 = 2_000_000_000

    /// Looks at everything.
    ///
    /// - Parameters:
    ///   - location: Where the store is.
    ///   - now: Microseconds since 1970, UTC.
    /// - Returns: One result for each thing looked at. A store that can't be opened is one, too.
    package static func run(_ location: StoreLocation, now: Int64) -> [CheckResult] {
        var results: [CheckResult] = []
        do {
            let store = try Store.open(location)
            results.append(result("store") { try integrity(of: store) })
            results.append(result("settings") { try settings(of: store) })
            results.append(result("outbox") { try outbox(of: store, now: now) })
            results.append(result("clock") { try clock(of: store, now: now) })
        } catch let error as StoreError where error.isOld {
            results.append(
                CheckResult(
                    level: .error, name: "store", message: "\(error)",
                    remedy: "mailclerkctl migrate; mail waits (75) until then"))
        } catch {
            results.append(failure("store", error))
        }
        results.append(result("emergency") { try emergency(of: location) })
        results.append(result("space") { try space(at: location.stateDirectory) })
        return results
    }

    /// The level of the worst result, which is the exit status of `check`.
    package static func worst(_ results: [CheckResult]) -> CheckResult.Level {
        results.map(\.level).max() ?? .ok
    }

    private static func result(
        _ name: String, _ look: () throws -> CheckResult
    ) -> CheckResult {
        do { return try look() } catch { return failure(name, error) }
    }

    private static func failure(_ name: String, _ error: any Error) -> CheckResult {
        CheckResult(
            level: .error, name: name, message: "\(error)",
            remedy: "see that the store is there and readable, and that its disk has room")
    }

    private static func integrity(of store: Store) throws -> CheckResult {
        // A server checks its files itself.
        let problems = try store.connection.file?.integrityProblems(limit: 5) ?? []
        guard let first = problems.first else {
            guard store.missingSteps == 0 else {
                return CheckResult(
                    level: .warning, name: "store", message: "the store is one version behind",
                    remedy: "mailclerkctl migrate")
            }
            return CheckResult(level: .ok, name: "store", message: "the store is sound")
        }
        return CheckResult(
            level: .error, name: "store", message: "the store is damaged: \(first)",
            remedy: "stop the mail server, keep the file and put a backup in its place")
    }

    private static func settings(of store: Store) throws -> CheckResult {
        guard let version = try store.settingsHistory(limit: 1, offset: 0).first else {
            return CheckResult(
                level: .error, name: "settings", message: "no settings were ever applied",
                remedy: "mailclerkctl apply")
        }
        return CheckResult(
            level: .ok, name: "settings", message: "version \(version.number) is in force")
    }

    private static func outbox(of store: Store, now: Int64) throws -> CheckResult {
        let summary = try store.outboxSummary(now: now)
        let counts = OutboxEntry.State.allCases.compactMap { state in
            summary.counts[state].map { "\($0) \(state.rawValue)" }
        }.joined(separator: ", ")
        let message = counts.isEmpty ? "nothing in the outbox" : counts
        if let oldest = summary.oldestDueAt, now - oldest > lateAfter {
            let minutes = (now - oldest) / 60_000_000
            return CheckResult(
                level: now - oldest > stuckAfter ? .error : .warning, name: "outbox",
                message: "\(message); the oldest is \(minutes) minutes late",
                remedy: "see mailclerkctl outbox; mailclerkctl flush must run from a timer")
        }
        if let held = summary.counts[.held], held > 0 {
            return CheckResult(
                level: .warning, name: "outbox", message: message,
                remedy: "see mailclerkctl outbox for the reasons; limits are in [replies]")
        }
        return CheckResult(level: .ok, name: "outbox", message: message)
    }

    private static func clock(of store: Store, now: Int64) throws -> CheckResult {
        // One look into the index of each mailbox, not at every email.
        let newest = try store.connection.first(
            """
            SELECT max(newest) FROM (
                SELECT (SELECT max(received_at) FROM email WHERE email.mailbox_id = mailbox.id)
                    AS newest FROM mailbox) AS newest_of_each
            """
        ) { row in try row.optionalInt() }
        guard let newest = newest ?? nil, newest > now, newest - now > clockTolerance else {
            return CheckResult(level: .ok, name: "clock", message: "no email is from the future")
        }
        return CheckResult(
            level: .warning, name: "clock",
            message: "the newest email is \((newest - now) / 3_600_000_000) hours in the future",
            remedy: "set the clock; limits and expiry of replies depend on it")
    }

    private static func emergency(of location: StoreLocation) throws -> CheckResult {
        guard let warning = try EmergencyDirectory(of: location).warning() else {
            return CheckResult(level: .ok, name: "emergency", message: "no emergency mail waits")
        }
        return CheckResult(level: .error, name: "emergency", message: warning)
    }

    private static func space(at directory: String) throws -> CheckResult {
        let (free, all) = try FileSystem.space(directory)
        let percent = all > 0 ? Double(free) / Double(all) * 100 : 100
        let share = percent < 10 ? "\((percent * 10).rounded(.down) / 10)" : "\(Int(percent))"
        let message = "\(free / 1_000_000) MB (\(share) %) are free in \(directory)"
        let level = spaceLevel(free: free, percent: percent)
        return CheckResult(
            level: level, name: "space", message: message,
            remedy: level == .ok
                ? nil : "make room, for example with purge; mail waits (75) on a full disk")
    }

    /// How bad it is that so much is free: on a large disk the share counts, too.
    static func spaceLevel(free: Int64, percent: Double) -> CheckResult.Level {
        if free < noSpace || (percent < 1 && free < fewSpace) { return .error }
        return free < lowSpace || (percent < 5 && free < fewSpace) ? .warning : .ok
    }
}
