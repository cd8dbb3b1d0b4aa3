// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

extension DateArgument {
    /// Reads the value of an option.
    init(_ text: String, option: String, now: Int64) throws(CommandProblem) {
        guard let moment = DateArgument(text, now: now) else {
            throw CommandProblem(
                .usage,
                "\(option) must be a date or an age, such as 2026-03-03, 2026-03-03T08:15:00Z or 7d"
            )
        }
        self = moment
    }
}
