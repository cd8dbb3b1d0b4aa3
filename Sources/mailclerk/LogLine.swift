// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake

/// Formats the lines of deliveries in the system log, which contain no subject and no text.
enum LogLine {
    /// Returns the line of a delivery; `duration` is the time that it has taken, in microseconds.
    static func of(_ part: Delivery.Part, duration: Int64) -> String {
        let verdict = part.verdict
        let time = " \(max(0, duration) / 1000)ms"
        let place = " mailbox=\(verdict.destination.mailbox.name) email=\(part.emailID)"
        if verdict.duplicateOf != nil { return "duplicate" + place + origin(of: part) + time }
        var line = "delivered" + place
        if let record = part.record { line += " \(record.kind.rawValue)=\(record.number)" }
        line += origin(of: part)
        line += " kind=\(verdict.kind.rawValue) action=\(verdict.action.will.rawValue)"
        if verdict.reply.heldBecause != nil {
            line += " reply=held"
        } else if verdict.reply.will {
            line += " reply=due"
        } else if let veto = verdict.reply.vetoes.first {
            line += " reply=no veto=\(veto.code)"
        } else {
            line += " reply=no"
        }
        if !verdict.degraded.isEmpty { line += " degraded" }
        return line + time
    }

    /// Returns the line for an envelope recipient that no mailbox has.
    static func unresolved(_ recipient: String) -> String {
        "unresolved recipient=<\(harmless(recipient))>"
    }

    private static func origin(of part: Delivery.Part) -> String {
        let sender = part.sender.map { "<\(harmless($0))>" } ?? "unknown"
        guard let id = part.messageID else { return " from=\(sender)" }
        return " from=\(sender) msgid=<\(harmless(id))>"
    }

    /// Replaces spaces, control characters and angle brackets, so that untrusted text cannot forge
    /// a log field.
    static func harmless(_ value: String) -> String {
        let isHarmless = value.utf8.allSatisfy { byte in
            byte > 0x20 && byte != 0x7F && byte != UInt8(ascii: "<") && byte != UInt8(ascii: ">")
        }
        guard !isHarmless else { return value }
        return String(
            String.UnicodeScalarView(
                value.unicodeScalars.map { scalar in
                    scalar.value <= 0x20 || scalar.value == 0x7F || scalar == "<" || scalar == ">"
                        ? "?" : scalar
                }))
    }
}
