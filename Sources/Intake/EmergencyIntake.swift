// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// Delivers the messages of the emergency directory, each in its own process, because a message
/// that crashed mailclerk(8) may also crash this one.
package struct EmergencyIntake {
    /// The status of a child that failed because of the store or the settings, not of the message:
    /// the attempt is not counted.
    package static let mustWait = ExitStatus.inputOutput
    /// At most this much output of a child is read; its last line is the reason of a failure.
    package static let outputLimitInBytes = 4096

    private let location: StoreLocation
    private let effects: Arrival.Effects
    private let runChild: ([String]) -> ChildOutcome

    /// Creates the intake of a store's emergency directory; `runChild` runs `mailclerkctl` with
    /// these arguments on the store.
    package init(
        of location: StoreLocation, effects: Arrival.Effects,
        runChild: @escaping ([String]) -> ChildOutcome
    ) {
        self.location = location
        self.effects = effects
        self.runChild = runChild
    }

    /// Delivers the waiting messages.
    ///
    /// - Parameter say: Called with a sentence about each message, and whether it was delivered.
    /// - Returns: The numbers of messages that were delivered and of those that were not.
    /// - Throws: A `SystemError` if the directory cannot be read or changed.
    package func run(
        say: (_ line: String, _ isDelivered: Bool) -> Void
    ) throws -> (done: Int64, failed: Int64) {
        let directory = EmergencyDirectory(of: location)
        guard try !directory.waiting().isEmpty else { return (0, 0) }
        let counts = try StoreLocks(of: location).whileRecovering {
            var counts: (done: Int64, failed: Int64) = (0, 0)
            for name in try directory.waiting() {
                let (line, isDelivered) = try takeIn(name, directory.path)
                say(line, isDelivered)
                if isDelivered { counts.done += 1 } else { counts.failed += 1 }
            }
            return counts
        }
        if counts == nil { say("another process is delivering the emergency mail", false) }
        return counts ?? (0, 0)
    }

    private func takeIn(_ name: String, _ directory: String) throws -> (String, Bool) {
        let path = directory + "/" + name
        var arguments = ["take-in"]
        if !effects.acts { arguments.append("--no-act") }
        if !effects.replies { arguments.append("--no-reply") }
        let outcome = runChild(arguments + ["--", path])
        if outcome.isSuccess {
            try FileSystem.remove(path)
            try FileSystem.syncDirectory(directory)
            return ("delivered emergency message \(name)", true)
        }
        let said = Self.complaint(outcome)
        guard outcome.ending != .exited(Self.mustWait.rawValue) else {
            return ("emergency message \(name) must wait\(said)", false)
        }
        let next = EmergencyDirectory.nameAfterFailure(of: name)
        try FileSystem.rename(path, to: directory + "/" + next)
        try FileSystem.syncDirectory(directory)
        return (
            "cannot deliver emergency message \(name) (\(outcome.ending)); renamed to \(next)\(said)",
            false
        )
    }

    /// Returns `: ` and the last line of the child's output; empty if the child was killed.
    private static func complaint(_ outcome: ChildOutcome) -> String {
        guard case .exited = outcome.ending else { return "" }
        let lines = String(decoding: outcome.output, as: UTF8.self).split(
            whereSeparator: \.isNewline)
        return lines.last.map { ": \($0)" } ?? ""
    }
}
