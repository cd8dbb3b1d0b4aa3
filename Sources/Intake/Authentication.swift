// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// The result of sender authentication by trusted servers (RFC 8601).
enum Authentication: Equatable {
    /// A trusted server confirms that these domains sent the message.
    case passed(domains: [String])
    /// The field of a trusted server has no pass that applies, whatever else it reports.
    case failed
    /// No trusted server added a field, or none is configured.
    case none

    /// Reads the topmost Authentication-Results field of any trusted server.
    ///
    /// Further fields are ignored, and so are fields of ARC sets (those with an instance). The message passes for the author's domain with `dmarc=pass`,
    /// or with `dkim=pass` for that domain or a parent of it; it passes for the envelope sender's
    /// domain with `spf=pass`.
    init(_ message: Message, sender: EnvelopeSender, trusted: [String]) {
        self = .none
        // An empty name in the settings must not match a field that names no server.
        let names = trusted.map { $0.lowercased() }.filter { !$0.isEmpty }
        guard !names.isEmpty,
            let field = message.authenticationResults.first(where: {
                $0.instance == nil && names.contains($0.server.lowercased())
            })
        else { return }
        let author = message.from.first.map { Self.domain($0.folded) } ?? ""
        let envelope = if case .address(let address) = sender { address.folded } else { "" }
        let domains: [String] = field.results.filter { $0.result == "pass" }.compactMap { result in
            switch result.method {
            case "dmarc": author
            case "dkim" where Self.isAligned(Self.signer(result), author): author
            case "spf" where Self.isMailFrom(result, of: Self.domain(envelope)):
                Self.domain(envelope)
            default: nil
            }
        }
        self = domains.isEmpty ? .failed : .passed(domains: domains)
    }

    /// Returns whether the domain of this address is one for which the message passed.
    ///
    /// A pass for the author's domain does not confirm an envelope sender in another domain.
    func vouches(for address: Address) -> Bool {
        guard case .passed(let domains) = self else { return false }
        let domain = Self.domain(address.folded)
        return !domain.isEmpty && domains.contains(domain)
    }

    /// Returns the domain that signed.
    private static func signer(_ result: AuthenticationResults.Result) -> String {
        domain(result.property("header", "d") ?? result.property("header", "i") ?? "")
    }

    private static func isMailFrom(
        _ result: AuthenticationResults.Result, of domain: String
    ) -> Bool {
        !domain.isEmpty && Self.domain(result.property("smtp", "mailfrom") ?? "") == domain
    }

    /// Returns the part after the last `@`, or the whole value, in the form used to compare
    /// domains.
    private static func domain(_ value: String) -> String {
        let host = value.utf8.lastIndex(of: UInt8(ascii: "@")).map {
            String(value[value.utf8.index(after: $0)...])
        }
        let probe = Address(localPart: "x", domain: host ?? value).folded
        return String(probe.dropFirst(2))
    }

    /// Returns whether the signer's domain is the author's or a parent of it; a top-level domain is
    /// never aligned.
    private static func isAligned(_ signer: String, _ author: String) -> Bool {
        guard signer.utf8.contains(UInt8(ascii: ".")), !author.isEmpty else { return false }
        return signer == author || author.hasSuffix("." + signer)
    }
}
