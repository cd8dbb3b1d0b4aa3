// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import Platform
import Store
import SystemMailbox

/// Delivers the messages of the emergency directory, each in its own process, because a message
/// that crashed mailclerk(8) may also crash this program.
struct EmergencyIntake {
    /// The status of a child that failed because of the store or the settings, not of the message:
    /// the attempt is not counted.
    static let mustWait = ExitStatus.inputOutput
    private static let outputLimitInBytes = 4096

    let session: Session
    let effects: Arrival.Effects

    /// Delivers the waiting messages and prints a line for each.
    ///
    /// Returns the numbers of messages that were delivered and of those that were not.
    func run() throws -> (done: Int64, failed: Int64) {
        let directory = EmergencyDirectory(of: session.location)
        guard try !directory.waiting().isEmpty else { return (0, 0) }
        let counts = try StoreLocks(of: session.location).whileRecovering {
            var counts: (done: Int64, failed: Int64) = (0, 0)
            for name in try directory.waiting() {
                if try takeIn(name, directory.path) { counts.done += 1 } else { counts.failed += 1 }
            }
            return counts
        }
        if counts == nil { session.output.note("another process is delivering the emergency mail") }
        return counts ?? (0, 0)
    }

    private func takeIn(_ name: String, _ directory: String) throws -> Bool {
        let path = directory + "/" + name
        var arguments = ["take-in"]
        if !effects.acts { arguments.append("--no-act") }
        if !effects.replies { arguments.append("--no-reply") }
        let outcome = OwnProgram.run(
            arguments + ["--", path], store: session.location,
            outputLimitInBytes: Self.outputLimitInBytes)
        if outcome.isSuccess {
            try FileSystem.remove(path)
            try FileSystem.syncDirectory(directory)
            if !session.isJSON {
                session.output.line("delivered emergency message \(Terminal.sanitised(name))")
            }
            return true
        }
        let said = Self.complaint(outcome)
        guard outcome.ending != .exited(Self.mustWait.rawValue) else {
            session.output.note("emergency message \(name) must wait\(said)")
            return false
        }
        let next = EmergencyDirectory.nameAfterFailure(of: name)
        try FileSystem.rename(path, to: directory + "/" + next)
        try FileSystem.syncDirectory(directory)
        session.output.note(
            "cannot deliver emergency message \(name) (\(outcome.ending)); renamed to \(next)\(said)"
        )
        return false
    }

    /// Returns `: ` and the last line of the child's output; empty if the child was killed.
    private static func complaint(_ outcome: ChildOutcome) -> String {
        guard case .exited = outcome.ending else { return "" }
        let lines = String(decoding: outcome.output, as: UTF8.self).split(
            whereSeparator: \.isNewline)
        return lines.last.map { ": \($0)" } ?? ""
    }
}
