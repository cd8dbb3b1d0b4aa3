// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// What trusted servers found out about a message's sender (RFC 8601).
enum Authentication: Equatable {
    /// A trusted server vouches for the sender.
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
        let ids = trusted.map { $0.lowercased() }
        for field in message.header.all("Authentication-Results") {
            let parts = field.unstructured().lowercased().split(separator: ";").map {
                $0.split { $0 == " " || $0 == "\t" }.map(String.init)
            }
            guard let id = parts.first?.first, ids.contains(id) else { continue }
            self = Self.judge(parts.dropFirst(), author: message.from.first, sender: sender)
            return
        }
    }

    private static func judge(
        _ results: ArraySlice<[String]>, author: Address?, sender: EnvelopeSender
    ) -> Authentication {
        let authorDomain = author?.domain.lowercased() ?? ""
        for result in results {
            guard let method = result.first else { continue }
            let properties = result.dropFirst()
            func domain(of name: String) -> String? {
                properties.first { $0.utf8.starts(with: (name + "=").utf8) }.map { property in
                    let value = property.dropFirst(name.count + 1)
                    return value.split(separator: "@", omittingEmptySubsequences: false).last
                        .map(String.init) ?? ""
                }
            }
            switch method {
            case "dmarc=pass": return .passed("dmarc")
            case "dkim=pass":
                if let signer = domain(of: "header.d") ?? domain(of: "header.i"),
                    isAligned(signer, authorDomain)
                {
                    return .passed("dkim")
                }
            case "spf=pass":
                if case .address(let address) = sender,
                    domain(of: "smtp.mailfrom") == address.domain.lowercased()
                {
                    return .passed("spf")
                }
            default: continue
            }
        }
        return .failed
    }

    /// Whether one domain is the other or above it.
    private static func isAligned(_ signer: String, _ author: String) -> Bool {
        guard !signer.isEmpty, !author.isEmpty else { return false }
        return signer == author || author.hasSuffix("." + signer)
    }
}
