// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import JSON
import SystemMailbox

/// The view of a replay of an email: what it did, or what it would do.
package struct ReplayOutcomeView {
    private let outcome: Replay.Outcome

    /// Creates the view of an outcome.
    package init(_ outcome: Replay.Outcome) { self.outcome = outcome }

    /// The email in one line: `email 7  Ada Ames: Broken lamp`.
    package var title: String {
        let email = outcome.email
        let author = email.from.map { Span($0.shortText) } ?? .nobody
        return "email \(email.id)  \(author.text): \(email.shownSubject.text)"
    }

    /// The verdict of a replay that does nothing, with the title.
    package var forecast: Section {
        Section(.fields(VerdictView(outcome.verdict).fields), titled: title)
    }

    /// The results of a replay, one sentence for each.
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

    /// The verdict with the ID of the email, whether it changed, and the outbox entry.
    package var json: JSON {
        var object = outcome.verdict.json().object ?? JSONObject()
        object["email"] = .integer(outcome.email.id)
        object["changed"] = .bool(outcome.isChanged)
        object["outbox"] = JSON(optional: outcome.outboxID)
        return .object(object)
    }

    /// Chooses the text that follows the last email.
    ///
    /// - Parameters:
    ///   - count: The number of emails.
    ///   - isDone: Whether the verdicts were carried out.
    /// - Returns: The text; nil if none is needed.
    package static func closingText(count: Int, isDone: Bool) -> String? {
        if count == 0 { return "no email to replay" }
        guard !isDone else { return nil }
        return "nothing was changed: --act creates records, --reply sends automatic replies"
    }
}
