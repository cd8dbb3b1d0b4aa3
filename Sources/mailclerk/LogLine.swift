// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake

/// The line that the system log gets for a delivery: no subject, no body.
enum LogLine {
    static func of(_ part: Delivery.Part) -> String {
        let verdict = part.verdict
        if let earlier = verdict.duplicateOf {
            return "duplicate mailbox=\(verdict.destination.mailbox.name) email=\(earlier)"
        }
        var words = [
            "delivered mailbox=\(verdict.destination.mailbox.name)", "email=\(part.emailID)",
        ]
        words.append("kind=\(verdict.kind.rawValue)")
        words.append("action=\(verdict.action.will.rawValue)")
        words.append("from=<\(part.sender ?? "unknown")>")
        if let id = part.messageID { words.append("msgid=<\(id)>") }
        if verdict.reply.heldBecause != nil {
            words.append("reply=held")
        } else if verdict.reply.will {
            words.append("reply=due")
        } else if let veto = verdict.reply.vetoes.first {
            words.append("reply=no veto=\(veto.code)")
        }
        if !verdict.degraded.isEmpty { words.append("degraded") }
        return words.joined(separator: " ")
    }
}
