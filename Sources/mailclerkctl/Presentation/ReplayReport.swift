// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import JSON
import Platform
import SystemMailbox
import Views

/// What a replay found and did, an email at a time.
final class ReplayReport {
    private let output: Output
    /// Whether things were to be done, not only shown.
    private let isDone: Bool
    private var count = 0

    init(output: Output, isDone: Bool) {
        self.output = output
        self.isDone = isDone
    }

    /// Shows what became of an email.
    func show(_ outcome: Replay.Outcome) {
        count += 1
        let email = outcome.email
        if output.isJSON {
            var object = outcome.verdict.json().object ?? JSONObject()
            object["email"] = .integer(email.id)
            object["changed"] = .bool(outcome.isChanged)
            object["outbox"] = JSON(optional: outcome.outboxID)
            output.json(.object(object))
            return
        }
        let author = email.from?.shortText ?? "(nobody)"
        let subject = email.subject.isEmpty ? "(no subject)" : email.subject
        let title = Terminal.sanitised("email \(email.id)  \(author): \(subject)")
        if isDone {
            output.line(Terminal.truncated(title, toWidth: Terminal.columns))
            for line in lines(outcome) { output.line("  " + Terminal.sanitised(line)) }
        } else {
            if count > 1 { output.line() }
            output.line(output.style.bold(title))
            VerdictText(outcome.verdict.json()).write(to: output)
        }
    }

    /// Says how many emails there were.
    func end() {
        output.finish()
        guard !output.isJSON else { return }
        if count == 0 {
            output.note("no email is to be replayed")
        } else if !isDone {
            output.note(
                "nothing was done: --act makes records, --reply answers "
                    + (count == 1 ? "it" : "them"))
        }
    }

    private func lines(_ outcome: Replay.Outcome) -> [String] {
        let verdict = outcome.verdict
        var lines = verdict.degraded.map { "degraded: \($0)" }
        let record = verdict.thread?.thread.record
        if verdict.action.will == .create, outcome.isChanged {
            if let number = record?.number(of: .case) { lines.append("opened case \(number)") }
            if let number = record?.number(of: .lead) { lines.append("made lead \(number)") }
        } else {
            lines.append("record: \(verdict.action.why)")
        }
        if let id = outcome.outboxID {
            let recipient = verdict.reply.to?.address ?? ""
            lines.append(
                verdict.reply.heldBecause.map { "answer \(id) to \(recipient) is held: \($0)" }
                    ?? "answer \(id) to \(recipient) is due")
        } else {
            lines.append("answer: \(verdict.reply.why)")
        }
        return lines
    }
}
