// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform
import Store
import Submission
import SystemMailbox

/// Runs programs that make records somewhere else (mailclerk-actions(7)).
///
/// There is no shell. A program gets one JSON object on standard input, a clean environment and a
/// private directory with the message and its attachments, and answers with one JSON object.
struct ProgramRunner: JobRunner {
    let store: Store
    /// The user who owns the store: a program must be this user's or root's.
    let owner: UInt32
    let clock: Clock

    /// An answer that is longer is none, in bytes.
    static let outputLimitInBytes = 65_536
    /// As much of standard error is kept as a reason, in bytes.
    static let errorLimitInBytes = 2_048

    func run(_ entry: OutboxEntry, timeLimit: Int64?) throws -> Sendmail.Outcome {
        let recording = ProgramRecording(store: store, clock: clock)
        let name = entry.rule ?? entry.recipient
        guard let job = try ProgramJob(entry, store: store) else {
            let reason = "the email or its mailbox is not in the store any more"
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
            let last = "given up after \(entry.attempts) attempts: \(reason)"
            try recording.fail(entry, program: name, reason: last)
            return .failed(last)
        case .failed(let reason):
            try recording.fail(entry, program: name, reason: reason)
            return .failed(reason)
        }
    }

    /// Runs the program of this name, if it is to be trusted.
    private func answer(
        to job: ProgramJob, program name: String, timeLimit: Int64?
    ) throws -> ProgramAnswer {
        guard let program = try store.program(named: name), let path = program.command.first else {
            return .tryAgain("there is no action \"\(name)\" in the settings")
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
            return .tryAgain("the files for \(path) could not be written: \(error)")
        }
        return ProgramAnswer(outcome, program: name, path: path, timeLimit: limit)
    }
}
