// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import JSON
import Store
import SystemMailbox

/// What settings make of a message in one mailbox, without anything that another run or another
/// store would say differently: no numbers of records, no keys, no times.
struct TrialLine: Equatable {
    /// One answer in which two lines may differ.
    struct Answer: Equatable {
        /// The name in JSON; `reply.will` is `will` in `reply`.
        let key: String
        let value: JSON
    }

    /// The message.
    let name: String
    /// The mailbox; nil for a message that no mailbox gets.
    let mailbox: String?
    /// All answers, in their order.
    let answers: [Answer]

    /// The line about a message that is not taken.
    init(name: String, refusal: String) {
        self.name = name
        mailbox = nil
        answers = [Answer(key: "refusal", value: .string(refusal))]
    }

    /// The line about a verdict.
    ///
    /// - Parameters:
    ///   - name: The message.
    ///   - verdict: What was decided.
    ///   - thread: The name of the thread's first message; nil for the first itself.
    ///   - duplicateOf: The name of the message that this is the same as.
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

    /// The line for programs and for golden files.
    var json: JSONObject {
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

    /// The value of an answer; null where this line has none of that name.
    subscript(key: String) -> JSON { answers.first { $0.key == key }?.value ?? .null }

    /// In what two lines about the same message differ.
    func differences(to other: TrialLine) -> [TrialDifference] {
        var keys = answers.map(\.key)
        keys += other.answers.map(\.key).filter { !keys.contains($0) }
        return keys.compactMap { key in
            let (old, new) = (self[key], other[key])
            return old == new ? nil : TrialDifference(key: key, old: old, new: new)
        }
    }
}

/// One answer that came out otherwise.
struct TrialDifference: Equatable {
    let key: String
    let old: JSON
    let new: JSON

    /// For people: `reply.rule: "Acknowledge" -> "Weekend"`.
    var text: String { "\(key): \(old.text) -> \(new.text)" }
}
