// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// What trusted servers found out about a message's sender (RFC 8601).
enum Authentication: Equatable {
    /// A trusted server vouches for the sender; by which method.
    case passed(String)
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
        let author = message.from.first?.domain.lowercased() ?? ""
        for result in field.results where result.result == "pass" {
            switch result.method {
            case "dmarc":
                self = .passed("dmarc")
                return
            case "dkim" where Self.isAligned(Self.signer(result), author),
                "spf" where Self.vouches(result, for: sender):
                self = .passed(result.method)
                return
            default: continue
            }
        }
        self = .failed
    }

    /// The domain that signed.
    private static func signer(_ result: AuthenticationResults.Result) -> String {
        domain(result.property("header", "d") ?? result.property("header", "i") ?? "")
    }

    private static func vouches(
        _ result: AuthenticationResults.Result, for sender: EnvelopeSender
    ) -> Bool {
        guard case .address(let address) = sender, !address.domain.isEmpty else { return false }
        let checked = result.property("smtp", "mailfrom") ?? ""
        return domain(checked) == address.domain.lowercased()
    }

    /// What follows the last `@`, or everything, in lower case.
    private static func domain(_ value: String) -> String {
        let bytes = Array(value.lowercased().utf8)
        let start = bytes.lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? 0
        return String(decoding: bytes[start...], as: UTF8.self)
    }

    /// Whether one domain is the other or above it.
    private static func isAligned(_ signer: String, _ author: String) -> Bool {
        guard !signer.isEmpty, !author.isEmpty else { return false }
        return signer == author || author.hasSuffix("." + signer)
    }
}
