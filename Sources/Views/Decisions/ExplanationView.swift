// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import JSON

/// The view of an explanation: the verdict of each mailbox for a message, and the exit status.
package struct ExplanationView: SectionedView {
    private let explanation: Explanation

    /// Creates the view of an explanation.
    package init(_ explanation: Explanation) { self.explanation = explanation }

    package var sections: [Section] {
        var sections: [Section] = []
        for part in explanation.parts {
            sections.append(Section(.fields(VerdictView(part.verdict).fields)))
            if let reply = part.reply {
                let message = String(decoding: reply.bytes, as: UTF8.self)
                sections.append(
                    Section(
                        .text(TextView(verbatim: message)), announcedBy: "The automatic reply:"))
            }
        }
        var fields = FieldsView()
        for address in explanation.unresolved { fields.add("Unresolved", address) }
        fields.add("Refusal", explanation.refusal?.text)
        fields.add("Exit", String(explanation.exitStatus.rawValue))
        return sections + [Section(.fields(fields))]
    }

    /// The verdict of the first mailbox; if there are several mailboxes, `parts` has all verdicts.
    package var json: JSON {
        let all = explanation.parts.map { part in
            part.verdict.json(
                message: part.reply.map { String(decoding: $0.bytes, as: UTF8.self) })
        }
        var object = all.first?.object ?? JSONObject()
        if all.isEmpty { object["mailbox"] = .null }
        if all.count > 1 { object["parts"] = .array(all) }
        object["unresolved"] = .array(explanation.unresolved.map { .string($0) })
        if let refusal = explanation.refusal { object["refusal"] = .string(refusal.text) }
        object["exit"] = .integer(Int64(explanation.exitStatus.rawValue))
        return .object(object)
    }
}
