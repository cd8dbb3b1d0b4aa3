// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// The result of sender authentication by trusted servers (RFC 8601).
enum Authentication: Equatable {
    /// A trusted server confirms that these domains sent the message: those of authors, then that
    /// of the envelope sender.
    case passed(domains: [String])
    /// A trusted server has no pass that applies, or reports `dmarc=fail`.
    case failed
    /// No trusted server added a field, or none is configured.
    case none

    /// Reads the statement of a trusted server.
    ///
    /// The message passes for an author's domain with `dmarc=pass` (`header.from` is that domain or
    /// a parent of it), or with `dkim=pass` for that domain or a parent of it; it passes for the
    /// envelope sender's domain with `spf=pass`. With `dmarc=fail` it does not pass.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - authors: The addresses whose domains may pass as those of authors.
    ///   - sender: The envelope sender.
    ///   - trusted: The names of the trusted servers.
    init(_ message: Message, authors: [Address], sender: EnvelopeSender, trusted: [String]) {
        self = .none
        // An empty name in the settings must not match a field that names no server.
        let names = trusted.map { $0.lowercased() }.filter { !$0.isEmpty }
        guard !names.isEmpty, let results = Self.statement(in: message.header, of: names)
        else { return }
        self = .failed
        guard !results.contains(where: { $0.method == "dmarc" && $0.result == "fail" })
        else { return }
        var authorDomains: [String] = []
        for domain in authors.map({ Self.domain($0.folded) }) where !authorDomains.contains(domain)
        {
            authorDomains.append(domain)
        }
        let envelope =
            if case .address(let address) = sender { Self.domain(address.folded) } else { "" }
        let passes = results.filter { $0.result == "pass" }
        let domains =
            authorDomains.filter { domain in
                passes.contains { result in
                    switch result.method {
                    case "dmarc":
                        result.property("header", "from").map {
                            Self.isAligned(Self.domain($0), domain)
                        } ?? (authorDomains.count == 1 && message.header.all("From").count == 1)
                    case "dkim": Self.isAligned(Self.signer(result), domain)
                    default: false
                    }
                }
            }
            + (passes.contains { $0.method == "spf" && Self.isMailFrom($0, of: envelope) }
                ? [envelope] : [])
        if !domains.isEmpty { self = .passed(domains: domains) }
    }

    /// Returns whether the domain of this address is one for which the message passed.
    ///
    /// A pass for the author's domain does not confirm an envelope sender in another domain.
    func vouches(for address: Address) -> Bool {
        guard case .passed(let domains) = self else { return false }
        let domain = Self.domain(address.folded)
        return !domain.isEmpty && domains.contains(domain)
    }

    /// Returns the first of several authors whose domain passed; one that passed as an author's
    /// domain comes before that of the envelope sender.
    func author(of authors: [Address]) -> Address? {
        guard case .passed(let domains) = self else { return nil }
        return domains.lazy.compactMap { domain in
            authors.first { Self.domain($0.folded) == domain }
        }.first
    }

    /// Returns whether the message passed for an author's domain, a parent of it, or a domain below
    /// it, as that of a provider's bounces often is.
    func confirms(_ author: Address) -> Bool {
        guard case .passed(let domains) = self else { return false }
        let domain = Self.domain(author.folded)
        return domains.contains {
            Self.isAligned($0, domain) || Self.isAligned(domain, $0)
        }
    }

    // MARK: The statement

    /// At most 20 fields of one server are read, because a milter adds one each.
    private static let mostFields = 20

    /// Returns the results of the topmost trusted server; nil if no trusted server added a field.
    ///
    /// A server with several milters adds several fields. Those of the same name before the next
    /// field that no milter adds, such as Received, belong together. A sender may have forged fields
    /// further down. Fields of ARC sets (those with an instance) are ignored.
    private static func statement(
        in header: Header, of names: [String]
    ) -> [AuthenticationResults.Result]? {
        var server: String?
        var results: [AuthenticationResults.Result] = []
        var count = 0
        for field in header.fields where count < mostFields {
            guard field.isNamed("Authentication-Results") else {
                if server != nil, !isOfMilter(field) { break }
                continue
            }
            let read = AuthenticationResults(field.rawValue)
            let name = read.server.lowercased()
            guard read.instance == nil, server.map({ $0 == name }) ?? names.contains(name)
            else { continue }
            server = name
            results += read.results
            count += 1
        }
        return server == nil ? nil : results
    }

    /// Returns whether a milter may have added a field beside its results; the first other field
    /// ends what belongs to a server.
    private static func isOfMilter(_ field: HeaderField) -> Bool {
        let name = field.name.lowercased()
        return ["received-spf", "dkim-filter", "dmarc-filter"].contains(name)
            || name.utf8.starts(with: "arc-".utf8) || name.utf8.starts(with: "x-".utf8)
    }

    // MARK: Domains

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
    static func domain(_ value: String) -> String {
        let host = value.utf8.lastIndex(of: UInt8(ascii: "@")).map {
            String(value[value.utf8.index(after: $0)...])
        }
        let probe = Address(localPart: "x", domain: host ?? value).folded
        return String(probe.dropFirst(2))
    }

    /// Returns whether the signer's domain is the author's or a parent of it; a top-level domain is
    /// never aligned.
    static func isAligned(_ signer: String, _ author: String) -> Bool {
        guard signer.utf8.contains(UInt8(ascii: ".")), !author.isEmpty else { return false }
        return signer == author || author.hasSuffix("." + signer)
    }
}
