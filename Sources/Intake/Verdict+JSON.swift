// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import SystemMailbox

extension Verdict {
    /// Returns the verdict as JSON, for `explain` and for the journal.
    ///
    /// `message` is the rendered reply, for `explain`; nil omits it.
    package func json(message: String? = nil) -> JSON {
        [
            "mailbox": .string(destination.mailbox.name),
            "recipient": JSON(optional: destination.recipient),
            "resolved_by": .string(destination.resolvedBy.text),
            "duplicate": JSON(optional: duplicateOf),
            "kind": .string(kind.rawValue),
            "kind_evidence": .string(basis.kindEvidence),
            "store": store.json,
            "thread": thread?.json ?? .null,
            "thread_notes": .array(threadNotes.map { .string($0) }),
            "follows": JSON(optional: follows),
            "reopen": reopen.json,
            "action": [
                "type": .string(action.kind.rawValue), "will": .string(action.will.rawValue),
                "why": .string(action.why),
            ],
            "rules": .array(
                rules.map {
                    [
                        "name": .string($0.name), "matched": .bool($0.matched),
                        "why": .string($0.why),
                    ]
                }),
            "reply": reply.json(message: message),
            "notify": .array(
                notices.map {
                    [
                        "user": .string($0.user.name), "address": .string($0.address.address),
                        "why": .string($0.why), "will": .bool($0.will),
                    ]
                }),
            "degraded": .array(degraded.map { .string($0) }),
        ]
    }
}

extension Verdict.Choice {
    fileprivate var json: JSON { ["will": .bool(will), "why": .string(why)] }
}

extension Verdict.ThreadMatch {
    fileprivate var json: JSON {
        [
            "by": .string(by.rawValue), "id": .integer(thread.id),
            "case": JSON(optional: thread.record?.number(of: .case)),
            "lead": JSON(optional: thread.record?.number(of: .lead)),
            "verified": .bool(isVerified), "merges": .array(merges.map { .integer($0.id) }),
            "reported": JSON(optional: reported),
        ]
    }
}

extension Verdict.ReplyChoice {
    fileprivate func json(message: String?) -> JSON {
        [
            "will": .bool(will), "why": .string(why), "to": JSON(optional: to?.address),
            "rule": JSON(optional: rule?.name), "language": JSON(optional: language),
            "missing_names": .array(missingNames.map { .string($0) }),
            "vetoes": .array(
                vetoes.map { ["code": .string($0.code), "source": .string($0.source)] }),
            "held": JSON(optional: heldBecause), "message": JSON(optional: message),
        ]
    }
}
