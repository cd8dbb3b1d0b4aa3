// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Address {
    /// At most 4 rewritings are undone, because each server on the way adds one and few messages
    /// are forwarded more often.
    private static let mostRewritings = 4

    /// The envelope sender before servers on the way rewrote it; the address itself if none did.
    ///
    /// Forwarders rewrite a sender so that SPF passes for them: SRS0 and SRS1, with `=`, `+` or `-`
    /// after the tag, and the `+SRS=` of Exchange. The sender's own server may sign it, so that it
    /// recognises its bounces: BATV, written `prvs=`, `btv1==` or `msprvs1=`. Mail to the rewritten
    /// form reaches the sender; this form says who that is.
    ///
    ///     SRS0=HHHH=TT=client.example=ada@forwarder.example    ada@client.example
    ///     prvs=1705abc1de=ada@client.example                   ada@client.example
    public var beforeRewriting: Address {
        var address = self
        for _ in 0..<Self.mostRewritings {
            guard let earlier = address.beforeLastRewriting else { break }
            address = earlier
        }
        return address
    }

    /// Undoes one rewriting; returns nil if there is none.
    private var beforeLastRewriting: Address? {
        // All forms have one.
        guard localPart.utf8.contains(ASCII.equals), !isRepaired else { return nil }
        let local = Array(localPart.utf8)
        let earlier = Self.forwarded(local) ?? Self.signed(local, domain: domain)
        guard let earlier, earlier.isValidForEnvelope else { return nil }
        return Address(
            displayName: displayName, localPart: earlier.localPart, domain: earlier.domain)
    }

    // MARK: SRS

    private static func forwarded(_ local: [UInt8]) -> Address? {
        let isTagged = local.count > 5 && isSRSSeparator(local[4])
        if isTagged, local.span.hasIgnoringCase("SRS0", at: 0) { return srs0(local[5...]) }
        if isTagged, local.span.hasIgnoringCase("SRS1", at: 0) { return srs1(local[5...]) }
        for index in local.indices where local[index] == ASCII.plus {
            if local.span.hasIgnoringCase("+SRS=", at: index) { return srs0(local[(index + 5)...]) }
        }
        return nil
    }

    private static func isSRSSeparator(_ byte: UInt8) -> Bool {
        byte == ASCII.equals || byte == ASCII.plus || byte == ASCII.hyphen
    }

    /// Reads `HASH=TIME=DOMAIN=LOCAL`; the local part may contain more `=`.
    private static func srs0(_ text: ArraySlice<UInt8>) -> Address? {
        let parts = text.split(
            separator: ASCII.equals, maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, !parts[0].isEmpty, !parts[1].isEmpty,
            parts[2].contains(ASCII.dot)
        else { return nil }
        return Address(
            localPart: String(decoding: parts[3], as: UTF8.self),
            domain: String(decoding: parts[2], as: UTF8.self))
    }

    /// Reads `HASH=FORWARDER=` and then, from its separator on, the SRS0 form that the first
    /// forwarder wrote.
    private static func srs1(_ text: ArraySlice<UInt8>) -> Address? {
        let parts = text.split(
            separator: ASCII.equals, maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let first = parts[2].first else { return nil }
        return srs0(isSRSSeparator(first) ? parts[2].dropFirst() : parts[2])
    }

    // MARK: BATV

    private static func signed(_ local: [UInt8], domain: String) -> Address? {
        func address(_ local: ArraySlice<UInt8>) -> Address {
            Address(localPart: String(decoding: local, as: UTF8.self), domain: domain)
        }
        if local.span.hasIgnoringCase("prvs=", at: 0) {
            return prvs(local[5...]).map(address)
        }
        if local.span.hasIgnoringCase("msprvs1=", at: 0) {
            return parts(of: local[8...], at: ASCII.equals).map { address($0.after) }
        }
        if local.span.hasIgnoringCase("btv1==", at: 0) {
            guard let found = parts(of: local[6...], at: ASCII.equals),
                found.after.first == ASCII.equals
            else { return nil }
            return address(found.after.dropFirst())
        }
        return nil
    }

    /// Reads `TAG=LOCAL`, or what earlier drafts of BATV had: the two the other way round, or with
    /// a slash between them.
    private static func prvs(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let found = parts(of: text, at: ASCII.equals) ?? parts(of: text, at: ASCII.slash)
        else { return nil }
        return isTag(found.before) || !isTag(found.after) ? found.after : found.before
    }

    /// Returns whether a text may be the tag of `prvs`: 10 hexadecimal digits.
    private static func isTag(_ text: ArraySlice<UInt8>) -> Bool {
        text.count == 10
            && text.allSatisfy { $0.isDigit || UInt8(ascii: "a")...UInt8(ascii: "f") ~= $0 | 0x20 }
    }

    /// Returns what stands before and after the first such byte; nil if a side is empty.
    private static func parts(
        of text: ArraySlice<UInt8>, at byte: UInt8
    ) -> (before: ArraySlice<UInt8>, after: ArraySlice<UInt8>)? {
        guard let index = text.firstIndex(of: byte), index > text.startIndex,
            index + 1 < text.endIndex
        else { return nil }
        return (text[..<index], text[(index + 1)...])
    }
}
