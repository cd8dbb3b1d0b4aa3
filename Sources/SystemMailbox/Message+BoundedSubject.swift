// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

extension Message {
    /// The subject that rules, lists and records use; empty if there is none.
    ///
    /// It is cut after `BoundedText.subjectLimitInBytes`.
    package var boundedSubject: String {
        BoundedText.cut(subject ?? "", limitInBytes: BoundedText.subjectLimitInBytes)
    }
}
