// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// What trusted servers found out about a message's sender (RFC 8601).
enum Authentication: Equatable {
    /// A trusted server vouches for the sender; for which domains.
    case passed(domains: [String])
    /// A trusted server does not.
    case failed
    /// No trusted server said anything.
    case none

    /// Reads the topmost Authentication-Results field of one of the trusted servers.
    ///
    /// Enough is `dmarc=pass`, `dkim=pass` for a domain aligned with the author's, or `spf=pass`
    /// for the envelope sender's domain.
    init(_ message: Message, sender: EnvelopeSender, trusted: [String]) {
        self = .none
        // A field without a server's name is trusted by nobody.
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

    /// Whether it is vouched for that the domain of this very address had the message sent.
    ///
    /// An author's signature says nothing about another envelope sender, who may know of nothing.
    func vouches(for address: Address) -> Bool {
        guard case .passed(let domains) = self else { return false }
        let domain = Self.domain(address.folded)
        return !domain.isEmpty && domains.contains(domain)
    }

    /// The domain that signed.
    private static func signer(_ result: AuthenticationResults.Result) -> String {
        domain(result.property("header", "d") ?? result.property("header", "i") ?? "")
    }

    private static func isMailFrom(
        _ result: AuthenticationResults.Result, of domain: String
    ) -> Bool {
        !domain.isEmpty && Self.domain(result.property("smtp", "mailfrom") ?? "") == domain
    }

    /// What follows the last `@`, or everything, in the form in which domains are compared.
    private static func domain(_ value: String) -> String {
        let host = value.utf8.lastIndex(of: UInt8(ascii: "@")).map {
            String(value[value.utf8.index(after: $0)...])
        }
        let probe = Address(localPart: "x", domain: host ?? value).folded
        return String(probe.dropFirst(2))
    }

    /// Whether one domain is the other or above it; no top-level domain vouches for those in it.
    private static func isAligned(_ signer: String, _ author: String) -> Bool {
        guard signer.utf8.contains(UInt8(ascii: ".")), !author.isEmpty else { return false }
        return signer == author || author.hasSuffix("." + signer)
    }
}
