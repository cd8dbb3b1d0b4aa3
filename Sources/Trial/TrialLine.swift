// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import JSON
import Store
import SystemMailbox

/// The result of settings for a message in one mailbox.
///
/// The line contains no values that differ between runs or stores: no record numbers, IDs or times.
package struct TrialLine: Equatable, Sendable {
    /// A value of a line.
    package struct Answer: Equatable, Sendable {
        /// The name in JSON; `reply.will` is `will` in `reply`.
        package let key: String
        /// The value.
        package let value: JSON
    }

    /// The name of the message.
    package let name: String
    /// The mailbox; nil if no mailbox receives the message.
    package let mailbox: String?
    /// The values, in their order.
    package let answers: [Answer]

    /// Creates the line of a refused message.
    init(name: String, refusal: String) {
        self.name = name
        mailbox = nil
        answers = [Answer(key: "refusal", value: .string(refusal))]
    }

    /// Creates the line of a verdict.
    ///
    /// - Parameters:
    ///   - name: The name of the message.
    ///   - verdict: The verdict.
    ///   - thread: The name of the first message of the thread; nil for the first message itself.
    ///   - duplicateOf: The name of the message of which this message is a duplicate; nil if it is
    ///     not a duplicate.
    init(name: String, _ verdict: Verdict, thread: String?, duplicateOf: String?) {
        self.name = name
        let mailbox = verdict.destination.mailbox
        self.mailbox = mailbox.name
        let reply = verdict.reply
        let isShadow = mailbox.isShadow && reply.rule != nil && reply.vetoes.isEmpty
        let values: [(String, JSON)] = [
            ("kind", .string(verdict.kind.rawValue)),
            ("duplicate", JSON(optional: duplicateOf)),
            ("thread", JSON(optional: thread)),
            ("verified", .bool(verdict.thread?.isVerified ?? true)),
            ("reopen", .bool(verdict.reopen.will)),
            ("action.type", .string(verdict.action.kind.rawValue)),
            ("action.will", .string(verdict.action.will.rawValue)),
            ("reply.will", .bool(reply.will)),
            ("reply.to", JSON(optional: reply.to?.address)),
            ("reply.rule", JSON(optional: reply.rule?.name)),
            ("reply.template", JSON(optional: reply.rule?.template)),
            ("reply.language", JSON(optional: reply.language)),
            ("reply.vetoes", .array(reply.vetoes.map { .string($0.code) })),
            ("reply.held", JSON(optional: reply.heldBecause)),
            ("reply.shadow", .bool(isShadow)),
            ("notify", .array(verdict.notices.map { .string($0.user.name) })),
            ("degraded", .array(verdict.degraded.map { .string($0) })),
        ]
        answers = values.map { Answer(key: $0.0, value: $0.1) }
    }

    /// The line as JSON.
    package var json: JSONObject {
        var object = JSONObject([
            ("name", .string(name)), ("mailbox", JSON(optional: mailbox)),
        ])
        for answer in answers {
            guard let dot = answer.key.firstIndex(of: ".") else {
                object[answer.key] = answer.value
                continue
            }
            let outer = String(answer.key[..<dot])
            var inner = object[outer]?.object ?? JSONObject()
            inner[String(answer.key[answer.key.index(after: dot)...])] = answer.value
            object[outer] = .object(inner)
        }
        return object
    }

    /// The value of a key; null if the line has no such key.
    package subscript(key: String) -> JSON { answers.first { $0.key == key }?.value ?? .null }

    /// Returns the differences between two lines of one message.
    package func differences(to other: TrialLine) -> [TrialDifference] {
        var keys = answers.map(\.key)
        keys += other.answers.map(\.key).filter { !keys.contains($0) }
        return keys.compactMap { key in
            let (old, new) = (self[key], other[key])
            return old == new ? nil : TrialDifference(key: key, old: old, new: new)
        }
    }
}

/// A value that differs between two lines.
package struct TrialDifference: Equatable, Sendable {
    /// The name in JSON.
    package let key: String
    /// The value of the first line.
    package let old: JSON
    /// The value of the second line.
    package let new: JSON

    /// The difference as text: `reply.rule: "Acknowledge" -> "Weekend"`.
    package var text: String { "\(key): \(old.text) -> \(new.text)" }
}
