// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import JSON
import SystemMailbox

extension ComposeDraft {
    /// The recipients as text: `Ada <ada@example.com>, with a copy to bob@example.com`.
    package var recipientsText: String {
        to.map(\.text).joined(separator: ", ")
            + (cc.isEmpty ? "" : ", with a copy to " + cc.map(\.text).joined(separator: ", "))
    }

    /// The remark about recipients that a reply to all leaves out; nil if there are none.
    package var leftOutText: String? {
        leftOut.isEmpty
            ? nil
            : "left out, not participants of the thread: "
                + leftOut.map(\.text).joined(separator: ", ") + "; use --cc to add them"
    }

    private var fields: JSONObject {
        JSONObject([
            ("to", .array(to.map(\.json))), ("cc", .array(cc.map(\.json))),
            ("left_out", .array(leftOut.map(\.json))), ("subject", .string(subject)),
        ])
    }

    /// Returns the draft as a JSON object, with its text and the ID of the original email.
    package func json(for request: ComposeRequest) -> JSON {
        var object = fields
        object["email"] = .integer(request.emailID)
        object["text"] = .string(text)
        return .object(object)
    }

    /// Returns the draft of a sent message as a JSON object, with what became known by sending it.
    fileprivate func json(for request: ComposeRequest, _ sent: SentMessage, outbox: [JSON]) -> JSON
    {
        var object = fields
        object["email"] = .integer(request.emailID)
        object["sent"] = .integer(sent.emailID)
        object["message_id"] = .string(sent.messageID)
        object["outbox"] = .array(outbox)
        return .object(object)
    }
}

extension SentMessage {
    /// Returns the message as a JSON object; `outbox` has its outbox entries as JSON.
    package func json(for request: ComposeRequest, outbox: [JSON]) -> JSON {
        draft.json(for: request, self, outbox: outbox)
    }

    /// Returns the message as a sentence: `replied to email 7 as email 9, to Ada`.
    package func text(for request: ComposeRequest) -> String {
        "\(request.isReply ? "replied to" : "forwarded") email \(request.emailID) as email "
            + "\(emailID), to \(draft.recipientsText)"
    }
}
