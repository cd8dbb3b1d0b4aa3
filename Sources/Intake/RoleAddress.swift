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

    /// Names that are a role if they are a complete extension, as in `list+request@`.
    private static let extensions =
        names + ["owner", "owners", "request", "noreply", "no-reply", "donotreply"]

    /// Returns whether nobody reads replies at the local part, as it was before servers on the way
    /// rewrote it.
    static func isRole(_ address: Address) -> Bool {
        let local = address.beforeRewriting.localPart.lowercased()
        guard local.utf8.contains(UInt8(ascii: "+")) else { return isRole(base: local) }
        let parts = local.split(separator: "+", omittingEmptySubsequences: false).map(String.init)
        return isRole(base: parts.first ?? "") || parts.dropFirst().contains(where: isRole(tag:))
    }

    private static func isRole(base: String) -> Bool {
        if names.contains(base) || beginnings.contains(where: { base.utf8.starts(with: $0.utf8) })
            || ends.contains(where: { base.hasSuffix($0) })
        {
            return true
        }
        let words = base.split { "-_.".contains($0) }.map(String.init)
        return refusals.contains {
            words.starts(with: $0) || words.suffix($0.count).elementsEqual($0)
        }
    }

    /// Returns whether an extension is that of a list or of bounces, as in
    /// `list+bounces-1-ada=a.example@` or `list+bounces-help@`, which mlmmj writes.
    ///
    /// People choose extensions, too. Most names must therefore be all of it. `bounces` may be
    /// followed by other words, `bounce` by a number or an address.
    private static func isRole(tag: String) -> Bool {
        if extensions.contains(tag) { return true }
        guard tag.utf8.starts(with: "bounce".utf8) else { return false }
        var rest = tag.utf8.dropFirst("bounce".utf8.count)
        let isPlural = rest.first == UInt8(ascii: "s")
        if isPlural { rest = rest.dropFirst() }
        guard let next = rest.first else { return true }
        if UInt8(ascii: "a")...UInt8(ascii: "z") ~= next { return false }
        return isPlural
            || rest.contains {
                UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 || $0 == UInt8(ascii: "=")
            }
    }
}
