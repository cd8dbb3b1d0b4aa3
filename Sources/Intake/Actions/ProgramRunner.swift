// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform
import Store
import Submission
import SystemMailbox

/// Runs programs that create records in other systems (mailclerk-actions(7)).
///
/// No shell is run. A program gets one JSON object on standard input, a clean environment and a
/// private directory with the message and its attachments. It prints one JSON object.
struct ProgramRunner: ProgramRunning {
    let store: Store
    /// The store owner: a program must belong to this user or to root.
    let owner: UInt32
    let clock: Clock

    /// The maximum length of the output; longer output is refused.
    static let outputLimitInBytes = 65_536
    /// The length at which standard error is cut when it is stored as a reason.
    static let errorLimitInBytes = 2_048

    func run(_ entry: OutboxEntry, timeLimit: Int64?) throws -> Outbox.Outcome {
        let recording = ProgramRecording(store: store, clock: clock)
        let name = entry.rule ?? entry.recipient
        guard let job = try ProgramJob(entry, store: store) else {
            let reason = "the email or its mailbox is no longer in the store"
            try recording.fail(entry, program: name, reason: reason)
            return .failed(reason)
        }
        let answer = try answer(to: job, program: name, timeLimit: timeLimit)
        switch answer {
        case .record(let record):
            try recording.finish(job, record: record)
            return .accepted("")
        case .tryAgain(let reason) where entry.attempts < Outbox.mostAttempts:
            try recording.delay(entry, program: name, reason: reason)
            return .failed(reason)
        case .tryAgain(let reason):
            let last = "failed after \(entry.attempts) attempts: \(reason)"
            try recording.fail(entry, program: name, reason: last)
            return .failed(last)
        case .failed(let reason):
            try recording.fail(entry, program: name, reason: reason)
            return .failed(reason)
        }
    }

    /// Runs the program of this name if it is safe to run.
    private func answer(
        to job: ProgramJob, program name: String, timeLimit: Int64?
    ) throws -> ProgramAnswer {
        guard let program = try store.program(named: name), let path = program.command.first else {
            return .tryAgain("no action \"\(name)\" in the settings")
        }
        if let problem = TrustedFile.problem(path: path, owner: owner) {
            return .tryAgain("\(problem)")
        }
        let directory = ProgramDirectory(beside: store.location, outboxID: job.entry.id)
        defer { directory.remove() }
        let outcome: ChildOutcome
        let limit = min(program.timeout, timeLimit ?? .max)
        do throws(SystemError) {
            let attachments = try directory.fill(with: job.message)
            var options = ChildProcess.Options()
            options.directory = directory.path
            options.errorLimitInBytes = Self.errorLimitInBytes
            options.endsAtOutputLimit = true
            outcome = ChildProcess.run(
                program.command,
                input: job.input(attachments: attachments, messagePath: directory.messagePath),
                environment: job.environment(program: name), timeoutInMicroseconds: limit,
                outputLimitInBytes: Self.outputLimitInBytes, options: options)
        } catch {
            return .tryAgain("cannot write the files for \(path): \(error)")
        }
        return ProgramAnswer(outcome, program: name, path: path, timeLimit: limit)
    }
}
