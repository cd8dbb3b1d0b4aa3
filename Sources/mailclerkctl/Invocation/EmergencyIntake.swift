// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import Platform
import Store
import SystemMailbox

/// Takes the mail of the emergency directory in, each message in a process of its own: one that
/// crashed the filter may crash us, too.
struct EmergencyIntake {
    /// What a child ends with when not the message was in the way but the store or the settings:
    /// it is no attempt that counts.
    static let mustWait: Int32 = 74
    private static let outputLimitInBytes = 4096

    let session: Session
    let effects: Arrival.Effects

    /// Takes in what waits; says a line about each message.
    ///
    /// Returns how many are done and how many are not.
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
        if counts == nil { session.output.note("another process is taking in the emergency mail") }
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
            if !session.isJSON { session.output.line("took in \(Terminal.sanitised(name))") }
            return true
        }
        let said = Self.complaint(outcome)
        guard outcome.ending != .exited(Self.mustWait) else {
            session.output.note("\(name) must wait\(said)")
            return false
        }
        let next = EmergencyDirectory.nameAfterFailure(of: name)
        try FileSystem.rename(path, to: directory + "/" + next)
        try FileSystem.syncDirectory(directory)
        session.output.note(
            "\(name) could not be taken in (\(outcome.ending)), is now \(next)\(said)")
        return false
    }

    /// The child's last words; of one that crashed they are the language's, not ours.
    private static func complaint(_ outcome: ChildOutcome) -> String {
        guard case .exited = outcome.ending else { return "" }
        let lines = String(decoding: outcome.output, as: UTF8.self).split(
            whereSeparator: \.isNewline)
        return lines.last.map { ": \($0)" } ?? ""
    }
}
