// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import JSON
import SystemMailbox

/// What a replay did about an email, or would do.
package struct ReplayOutcomeView {
    private let outcome: Replay.Outcome

    /// The view of an outcome.
    package init(_ outcome: Replay.Outcome) { self.outcome = outcome }

    /// The email in one line: `email 7  Ada Ames: Broken lamp`.
    package var title: String {
        let email = outcome.email
        let author = email.from.map { Span($0.shortText) } ?? .nobody
        return "email \(email.id)  \(author.text): \(email.shownSubject.text)"
    }

    /// What would be decided, below the title.
    package var forecast: Section {
        Section(.fields(VerdictView(outcome.verdict).fields), titled: title)
    }

    /// What was done, a sentence each.
    package var results: [String] {
        let verdict = outcome.verdict
        var lines = verdict.degraded.map { "degraded: \($0)" }
        let record = verdict.thread?.thread.record
        if verdict.action.will == .create, outcome.isChanged {
            if let number = record?.number(of: .case) { lines.append("opened case \(number)") }
            if let number = record?.number(of: .lead) { lines.append("created lead \(number)") }
        } else {
            lines.append("record: \(verdict.action.why)")
        }
        if let id = outcome.outboxID {
            let name = "reply \(id) to \(verdict.reply.to?.address ?? "")"
            lines.append(
                verdict.reply.heldBecause.map { "\(name) is held: \($0)" } ?? "\(name) is due")
        } else {
            lines.append("reply: \(verdict.reply.why)")
        }
        return lines
    }

    /// The verdict, with the email and what changed.
    package var json: JSON {
        var object = outcome.verdict.json().object ?? JSONObject()
        object["email"] = .integer(outcome.email.id)
        object["changed"] = .bool(outcome.isChanged)
        object["outbox"] = JSON(optional: outcome.outboxID)
        return .object(object)
    }

    /// What is said after the last email; nil: nothing needs to be.
    ///
    /// - Parameters:
    ///   - count: How many emails there were.
    ///   - isDone: Whether the verdicts were carried out.
    package static func closingText(count: Int, isDone: Bool) -> String? {
        if count == 0 { return "no email to replay" }
        guard !isDone else { return nil }
        return "nothing was changed: --act creates records, --reply sends automatic replies"
    }
}
