// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// Addresses behind which a program sits (RFC 5230 section 4.6).
enum RoleAddress {
    private static let names = ["mailer-daemon", "listserv", "majordomo", "postmaster"]
    private static let beginnings = ["owner-", "bounce", "noreply", "no-reply", "donotreply"]
    private static let ends = ["-request", "-owner", "-bounce", "-bounces"]
    /// Words that begin or end a local part; between them stand `-`, `_` or dots.
    private static let refusals = [
        ["noreply"], ["no", "reply"], ["donotreply"], ["do", "not", "reply"],
    ]

    /// Whether the local part, a `+tag` aside, is one that nobody reads answers at.
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
