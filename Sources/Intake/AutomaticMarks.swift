// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// What in a header says that a message was not written to us by a person.
struct AutomaticMarks {
    private let header: Header
    private let ownLists: [String]

    init(_ header: Header, ownLists: [String]) {
        self.header = header
        self.ownLists = ownLists.map { $0.lowercased() }
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
    /// such field says something else than `no`.
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

    /// The list that the message came through; nil for none or one of the mailbox's own.
    var list: String? {
        if !ownLists.isEmpty, let id = header.first("List-Id") {
            let value = id.unstructured().lowercased()
            if ownLists.contains(where: { value.contains($0) }) { return nil }
        }
        return first(of: Self.listFields)
    }

    /// The token of Precedence or X-Precedence that marks mass or automatic mail.
    var precedence: String? {
        let tokens = (header.all("Precedence") + header.all("X-Precedence")).map {
            $0.firstToken()
        }
        return tokens.first { ["bulk", "list", "junk", "auto_reply"].contains($0) }
    }

    /// Whether X-Auto-Response-Suppress asks for no automatic answer (MS-OXCMAIL 2.1.3.2.20);
    /// DR, NDR, RN and NRN alone ask for something else.
    var suppressesResponses: Bool {
        header.all("X-Auto-Response-Suppress").contains { field in
            field.unstructured().lowercased().split { ",; \t".contains($0) }
                .contains { ["all", "oof", "autoreply"].contains($0) }
        }
    }
}
