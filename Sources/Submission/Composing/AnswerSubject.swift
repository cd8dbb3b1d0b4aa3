// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Subjects of answers and forwards (RFC 5322 section 3.6.5).
package enum AnswerSubject {
    /// The words that mail programs put before a subject when they answer, in lower case.
    package static let replyWords = [
        "re", "aw", "sv", "antw", "vs", "odp", "ynt", "rif", "res", "回复",
    ]
    /// Those that they put there when they pass a message on.
    private static let forwardWords = ["fwd", "fw", "wg", "tr", "rv", "enc", "doorst", "转发"]

    /// What is looked at of a subject: so many words before it at most.
    private static let mostWords = 16

    /// The subject of an answer: one `Re:`, whatever stood there before it.
    package static func reply(to subject: String) -> String {
        joined("Re:", bare(subject, without: replyWords))
    }

    /// The subject of a forward: one `Fwd:`; that it was an answer stays visible.
    package static func forward(of subject: String) -> String {
        joined("Fwd:", bare(subject, without: forwardWords))
    }

    private static func joined(_ word: String, _ rest: Substring) -> String {
        rest.isEmpty ? word : "\(word) \(rest)"
    }

    private static func bare(_ subject: String, without words: [String]) -> Substring {
        var rest = subject.drop(while: \.isWhitespace)
        for _ in 0..<mostWords {
            guard let colon = rest.firstIndex(where: { $0 == ":" || $0 == "：" }) else { break }
            // Some programs count: `Re[2]:`, `Re (2):`.
            let word = rest[..<colon].prefix { $0 != "[" && $0 != "(" && !$0.isWhitespace }
            let behind = rest[word.endIndex..<colon].filter { !"[]() ".contains($0) }
            guard words.contains(word.lowercased()), behind.allSatisfy(\.isNumber) else { break }
            rest = rest[rest.index(after: colon)...].drop(while: \.isWhitespace)
        }
        return rest
    }
}
