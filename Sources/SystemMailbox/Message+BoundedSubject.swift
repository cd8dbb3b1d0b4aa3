// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

extension Message {
    /// The subject as rules, lists and records take it; empty when there is none.
    ///
    /// It is cut at `BoundedText.subjectLimitInBytes`.
    package var boundedSubject: String {
        BoundedText.cut(subject ?? "", limitInBytes: BoundedText.subjectLimitInBytes)
    }
}
