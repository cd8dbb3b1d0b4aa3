// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// Recognises addresses that a program reads (RFC 5230 section 4.6).
enum RoleAddress {
    private static let names = ["mailer-daemon", "listserv", "majordomo", "postmaster"]
    private static let beginnings = ["owner-", "bounce", "noreply", "no-reply", "donotreply"]
    private static let ends = ["-request", "-owner", "-bounce", "-bounces"]
    /// Words at the beginning or end of a local part, separated by `-`, `_` or dots.
    private static let refusals = [
        ["noreply"], ["no", "reply"], ["donotreply"], ["do", "not", "reply"],
    ]

    /// Returns whether nobody reads replies at the local part; a `+tag` is ignored.
    static func isRole(_ address: Address) -> Bool {
        let local = address.localPart.lowercased()
        let base = String(local.prefix { $0 != "+" })
        let bytes = base.utf8
        if names.contains(base) || beginnings.contains(where: { bytes.starts(with: $0.utf8) })
            || ends.contains(where: { base.hasSuffix($0) })
        {
            return true
        }
        let words = base.split { "-_.".contains($0) }.map(String.init)
        return refusals.contains {
            words.starts(with: $0) || words.suffix($0.count).elementsEqual($0)
        }
    }
}
