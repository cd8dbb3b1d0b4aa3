// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// The header fields that mark a message as not written to the mailbox by a person.
struct AutomaticMarks {
    private let header: Header
    /// The message came through one of the mailbox's own lists, whose mail is treated as direct
    /// mail.
    private let isOwnList: Bool

    init(_ header: Header, ownLists: [String]) {
        self.header = header
        isOwnList = Self.ownList(header, ownLists) != nil
    }

    /// Fields that a mailing list adds (RFC 2369, RFC 2919).
    static let listFields = [
        "List-Id", "List-Help", "List-Subscribe", "List-Unsubscribe", "List-Post", "List-Owner",
        "List-Archive",
    ]

    /// Fields by which programs older than RFC 3834 mark their automatic replies.
    static let responderFields = [
        "X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-AutoReply-From", "X-Mail-Autoreply",
    ]

    /// The value of the first Auto-Submitted field that is not `no`, without comments and
    /// parameters (RFC 3834 section 5); empty if that field has no value, nil if no such field
    /// exists.
    var autoSubmitted: String? {
        header.all("Auto-Submitted").map { $0.firstToken() }.first { $0 != "no" }
    }

    /// The content type that the header declares, in lower case; nil if there is none.
    ///
    /// The header is read because a report is still a report when its parts are cut off.
    var declaredType: String? { header.first("Content-Type")?.firstToken() }

    /// Whether the header declares a disposition notification (RFC 8098).
    var isReceipt: Bool {
        guard declaredType == "multipart/report" else {
            return declaredType == "message/disposition-notification"
        }
        let value = header.first("Content-Type")?.unstructured().lowercased() ?? ""
        return CaseFolding.contains(value, "disposition-notification")
    }

    /// Returns the first name in `names` of which the header has a field, or nil if it has none.
    func first(of names: [String]) -> String? {
        names.first { header.first($0) != nil }
    }

    /// The field by which an automatic responder marks itself; nil if there is none.
    var responderField: String? { first(of: Self.responderFields) }

    /// The name of the list field that is present; nil without such a field or for an own list.
    var list: String? { isOwnList ? nil : first(of: Self.listFields) }

    /// The name of the list field, as ``list``, without List-Unsubscribe, which services that send
    /// the mail of contact forms add.
    var listOfForm: String? {
        isOwnList ? nil : first(of: Self.listFields.filter { $0 != "List-Unsubscribe" })
    }

    /// Whether the message has a one-click unsubscribe field (RFC 8058), so that it went to many.
    var hasOneClickUnsubscribe: Bool {
        !isOwnList && header.first("List-Unsubscribe-Post") != nil
    }

    /// The token of Precedence or X-Precedence that marks bulk or automatic mail; nil if there is
    /// none.
    ///
    /// For an own list, the tokens that list software writes are ignored.
    var precedence: String? {
        let marks = isOwnList ? ["junk", "auto_reply"] : ["bulk", "list", "junk", "auto_reply"]
        return (header.all("Precedence") + header.all("X-Precedence")).lazy
            .map { $0.firstToken() }.first { marks.contains($0) }
    }

    /// Whether X-Auto-Response-Suppress asks for no automatic reply (MS-OXCMAIL 2.1.3.2.20); DR,
    /// NDR, RN and NRN ask for other things.
    var suppressesResponses: Bool {
        header.all("X-Auto-Response-Suppress").contains { field in
            field.unstructured().lowercased().split { ",; \t".contains($0) }
                .contains { ["all", "oof", "autoreply"].contains($0) }
        }
    }

    /// Returns the mailing list if its List-Id (RFC 2919) is one of `lists`, with or without angle
    /// brackets.
    ///
    /// The complete identifier must be equal: `team.example.com` is not `my-team.example.com`.
    static func ownList(_ header: Header, _ lists: [String]) -> MailingList? {
        guard !lists.isEmpty, let list = MailingList(header), let id = list.id?.lowercased()
        else { return nil }
        let isOwn = lists.contains { $0.lowercased().filter { !"<> \t".contains($0) } == id }
        return isOwn ? list : nil
    }
}
