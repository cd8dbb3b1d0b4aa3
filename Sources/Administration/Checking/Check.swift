// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import Store
import SystemMailbox

/// Checks a store quickly enough for monitoring every few minutes.
package enum Check {
    /// 15 minutes in microseconds: a due reply is this late only if nobody runs `flush`.
    private static let lateAfter: Int64 = 15 * 60 * 1_000_000
    /// 2 hours in microseconds: after this delay, senders notice the missing reply.
    private static let stuckAfter: Int64 = 2 * 3600 * 1_000_000
    /// 1 day in microseconds: the tolerated difference of an arrival time that is ahead of the
    /// clock.
    private static let clockTolerance: Int64 = 86_400 * 1_000_000
    /// 100 MB: with less free space, an administrator should check the disk.
    private static let lowSpace: Int64 = 100_000_000
    /// 20 MB: with less free space, a few large messages fill the disk.
    private static let noSpace: Int64 = 20_000_000

    /// 2 GB: with more free space, the percentage is irrelevant.
    private static let fewSpace: Int64 = 2_000_000_000

    /// Runs all checks.
    ///
    /// - Parameters:
    ///   - location: The location of the store.
    ///   - now: Microseconds since 1970, UTC.
    /// - Returns: One result for each check. A store that cannot be opened is also reported as a
    ///   result.
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
                    remedy: "mailclerkctl migrate; mail is deferred (75) until then"))
        } catch {
            results.append(failure("store", error))
        }
        results.append(result("emergency") { try emergency(of: location) })
        results.append(result("space") { try space(at: location.stateDirectory) })
        return worstFirst(results)
    }

    /// Returns the results with the worst first; those that could not be obtained follow the other
    /// errors.
    package static func worstFirst(_ results: [CheckResult]) -> [CheckResult] {
        func rank(_ result: CheckResult) -> Int {
            switch result.level {
            case .error: result.isUnreadable ? 1 : 0
            case .warning: 2
            case .ok: 3
            }
        }
        return (0...3).flatMap { place in results.filter { rank($0) == place } }
    }

    /// Returns the level of the worst result, which is the exit status of `check`.
    package static func worst(_ results: [CheckResult]) -> CheckResult.Level {
        results.map(\.level).max() ?? .ok
    }

    private static func result(
        _ name: String, _ check: () throws -> CheckResult
    ) -> CheckResult {
        do { return try check() } catch { return failure(name, error) }
    }

    private static func failure(_ name: String, _ error: any Error) -> CheckResult {
        if isRefusal(error) {
            var result = CheckResult(
                level: .error, name: name, message: "permission denied; nothing was checked",
                remedy: "run the check as root or as the store owner, for example with sudo")
            result.isUnreadable = true
            return result
        }
        return CheckResult(
            level: .error, name: name, message: "\(error)",
            remedy: "check that the store exists and is readable, and that its disk has free space")
    }

    /// Whether this user may not read something; it may be in order.
    private static func isRefusal(_ error: any Error) -> Bool {
        if let error = error as? SystemError { return error.isPermissionDenied }
        return [.notPermitted, .readOnly, .cannotOpen].contains(StoreFailure(error))
    }

    private static func integrity(of store: Store) throws -> CheckResult {
        // A server checks its files itself.
        let problems = try store.connection.file?.integrityProblems(limit: 5) ?? []
        guard let first = problems.first else {
            guard store.missingSteps == 0 else {
                return CheckResult(
                    level: .warning, name: "store",
                    message: "the store is one schema version behind",
                    remedy: "mailclerkctl migrate")
            }
            return CheckResult(level: .ok, name: "store", message: "the store is intact")
        }
        return CheckResult(
            level: .error, name: "store", message: "the store is damaged: \(first)",
            remedy: "stop the mail server, keep the file and restore a backup")
    }

    private static func settings(of store: Store) throws -> CheckResult {
        guard let version = try store.settingsHistory(limit: 1, offset: 0).first else {
            return CheckResult(
                level: .error, name: "settings", message: "no settings have been applied",
                remedy: "mailclerkctl apply")
        }
        return CheckResult(
            level: .ok, name: "settings", message: "version \(version.number) is current")
    }

    private static func outbox(of store: Store, now: Int64) throws -> CheckResult {
        let summary = try store.outboxSummary(now: now)
        let counts = OutboxEntry.State.allCases.compactMap { state in
            summary.counts[state].map { "\($0) \(state.rawValue)" }
        }.joined(separator: ", ")
        let message = counts.isEmpty ? "the outbox is empty" : counts
        let age = summary.oldestDueAt.map { max(0, now - $0) / 1_000_000 } ?? 0
        let measures = [
            CheckMeasure(
                label: "outbox_due",
                value: Int64(summary.counts[.due] ?? 0) + Int64(summary.counts[.sending] ?? 0)),
            CheckMeasure(
                label: "outbox_held", value: Int64(summary.counts[.held] ?? 0), warning: "0"),
            CheckMeasure(
                label: "outbox_age", value: age, unit: "s",
                warning: String(lateAfter / 1_000_000), critical: String(stuckAfter / 1_000_000)),
        ]
        if let oldest = summary.oldestDueAt, now - oldest > lateAfter {
            let minutes = (now - oldest) / 60_000_000
            return CheckResult(
                level: now - oldest > stuckAfter ? .error : .warning, name: "outbox",
                message: "\(message); the oldest is \(minutes) minutes overdue",
                remedy: "see \"mailclerkctl outbox\"; run \"mailclerkctl flush\" from a timer",
                measures: measures)
        }
        if let held = summary.counts[.held], held > 0 {
            return CheckResult(
                level: .warning, name: "outbox", message: message,
                remedy: "see \"mailclerkctl outbox\" for the reasons; the limits are in [replies]",
                measures: measures)
        }
        return CheckResult(level: .ok, name: "outbox", message: message, measures: measures)
    }

    private static func clock(of store: Store, now: Int64) throws -> CheckResult {
        // This query reads one index entry per mailbox instead of every email.
        let newest = try store.connection.first(
            """
            SELECT max(newest) FROM (
                SELECT (SELECT max(received_at) FROM email WHERE email.mailbox_id = mailbox.id)
                    AS newest FROM mailbox) AS newest_of_each
            """
        ) { row in try row.optionalInt() }
        guard let newest = newest ?? nil, newest > now, newest - now > clockTolerance else {
            return CheckResult(
                level: .ok, name: "clock", message: "no arrival time is in the future")
        }
        return CheckResult(
            level: .warning, name: "clock",
            message: "the newest email arrived \((newest - now) / 3_600_000_000) hours in the"
                + " future",
            remedy: "set the clock; limits and expiry of replies depend on it")
    }

    private static func emergency(of location: StoreLocation) throws -> CheckResult {
        let directory = EmergencyDirectory(of: location)
        let waiting = try directory.waiting().count
        let putAside = try directory.putAside().count
        let measure = CheckMeasure(
            label: "emergency", value: Int64(waiting + putAside), critical: "0")
        guard let warning = directory.warning(waiting: waiting, putAside: putAside) else {
            return CheckResult(
                level: .ok, name: "emergency", message: "no emergency mail", measures: [measure])
        }
        return CheckResult(
            level: .error, name: "emergency", message: warning, measures: [measure])
    }

    private static func space(at directory: String) throws -> CheckResult {
        let (free, all) = try FileSystem.space(directory)
        let percent = all > 0 ? Double(free) / Double(all) * 100 : 100
        let share = percent < 10 ? "\((percent * 10).rounded(.down) / 10)" : "\(Int(percent))"
        let message = "\(free / 1_000_000) MB (\(share)%) free in \(directory)"
        let level = spaceLevel(free: free, percent: percent)
        return CheckResult(
            level: level, name: "space", message: message,
            remedy: level == .ok
                ? nil
                : "free disk space, for example with purge; mail is deferred (75) while the disk is"
                    + " full",
            measures: [
                CheckMeasure(
                    label: "space_free", value: free, unit: "B", warning: "\(lowSpace):",
                    critical: "\(noSpace):", maximum: all)
            ])
    }

    /// Returns the level for an amount of free space; the percentage matters unless much is free.
    static func spaceLevel(free: Int64, percent: Double) -> CheckResult.Level {
        if free < noSpace || (percent < 1 && free < fewSpace) { return .error }
        return free < lowSpace || (percent < 5 && free < fewSpace) ? .warning : .ok
    }
}
