// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// What in a header says that a message was not written to us by a person.
struct AutomaticMarks {
    private let header: Header
    /// The message came through a list whose mail counts as direct.
    private let isOwnList: Bool

    init(_ header: Header, ownLists: [String]) {
        self.header = header
        isOwnList = Self.isOwnList(header, ownLists)
    }

    /// Fields that a mailing list adds (RFC 2369, RFC 2919).
    static let listFields = [
        "List-Id", "List-Help", "List-Subscribe", "List-Unsubscribe", "List-Post", "List-Owner",
        "List-Archive",
    ]

    /// Fields by which programs from before RFC 3834 say that they answer.
    static let answererFields = [
        "X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-AutoReply-From", "X-Mail-Autoreply",
    ]

    /// The value of Auto-Submitted without comments and parameters (RFC 3834 section 5), if any
    /// such field says something else than `no`; empty for one that says nothing.
    var autoSubmitted: String? {
        header.all("Auto-Submitted").map { $0.firstToken() }.first { $0 != "no" }
    }

    /// The content type that the header declares, in lower case; nil when there is none.
    ///
    /// A report whose parts are cut off is a report all the same.
    var declaredType: String? { header.first("Content-Type")?.firstToken() }

    /// Whether the header declares a disposition notification (RFC 8098).
    var isReceipt: Bool {
        guard declaredType == "multipart/report" else {
            return declaredType == "message/disposition-notification"
        }
        let value = header.first("Content-Type")?.unstructured().lowercased() ?? ""
        return CaseFolding.contains(value, "disposition-notification")
    }

    /// The first of the fields in `names` that is there.
    func first(of names: [String]) -> String? {
        names.first { header.first($0) != nil }
    }

    /// The field by which an answering program gives itself away.
    var answererField: String? { first(of: Self.answererFields) }

    /// The list that the message came through; nil for none or one of the mailbox's own.
    var list: String? { isOwnList ? nil : first(of: Self.listFields) }

    /// Whether one click ends a subscription (RFC 8058): the message went to many.
    var hasOneClickUnsubscribe: Bool {
        !isOwnList && header.first("List-Unsubscribe-Post") != nil
    }

    /// The token of Precedence or X-Precedence that marks mass or automatic mail.
    ///
    /// What list programs write says nothing on a list of our own.
    var precedence: String? {
        let marks = isOwnList ? ["junk", "auto_reply"] : ["bulk", "list", "junk", "auto_reply"]
        return (header.all("Precedence") + header.all("X-Precedence")).lazy
            .map { $0.firstToken() }.first { marks.contains($0) }
    }

    /// Whether X-Auto-Response-Suppress asks for no automatic answer (MS-OXCMAIL 2.1.3.2.20);
    /// DR, NDR, RN and NRN alone ask for something else.
    var suppressesResponses: Bool {
        header.all("X-Auto-Response-Suppress").contains { field in
            field.unstructured().lowercased().split { ",; \t".contains($0) }
                .contains { ["all", "oof", "autoreply"].contains($0) }
        }
    }

    /// Whether a List-Id (RFC 2919) is one of `lists`, written with or without angle brackets.
    ///
    /// The whole identifier counts: `team.example.com` is not `my-team.example.com`.
    private static func isOwnList(_ header: Header, _ lists: [String]) -> Bool {
        guard !lists.isEmpty, let id = MailingList(header)?.id?.lowercased() else { return false }
        return lists.contains { $0.lowercased().filter { !"<> \t".contains($0) } == id }
    }
}
