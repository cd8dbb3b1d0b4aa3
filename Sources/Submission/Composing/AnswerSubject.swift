// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// Makes and reads the subjects of replies and forwards (RFC 5322 section 3.6.5).
package enum AnswerSubject {
    /// The prefixes that mail programs add to the subject of a reply, in lower case.
    package static let replyWords = [
        "re", "aw", "sv", "antw", "vs", "odp", "ynt", "rif", "res", "vá", "bls", "atb", "απ",
        "σχετ",
        "отв", "ответ", "השב", "رد", "回复", "答复", "回覆", "答覆", "返信", "회신", "ตอบกลับ",
    ]
    /// The prefixes that mail programs add to the subject of a forward, in lower case.
    private static let forwardWords = [
        "fwd", "fw", "wg", "tr", "rv", "enc", "doorst", "vl", "vb", "转发", "轉寄",
    ]

    /// At most 16 prefixes are removed from a subject.
    private static let mostWords = 16

    /// Returns the subject of a reply: a single `Re:` replaces all prefixes of replies.
    package static func reply(to subject: String) -> String {
        joined("Re:", bare(subject, without: replyWords))
    }

    /// Returns the subject of a forward: a single `Fwd:` replaces all prefixes of forwards; `Re:`
    /// is kept.
    package static func forward(of subject: String) -> String {
        joined("Fwd:", bare(subject, without: forwardWords))
    }

    /// Returns whether a message answers another one.
    ///
    /// The first prefix of the subject decides, because a forward also refers to other messages.
    /// Without a prefix the message is an answer if it refers to any.
    package static func isAnswer(_ message: Message) -> Bool {
        var rest = (message.subject ?? "").drop(while: \.isWhitespace)
        // Lists write their name in brackets before the prefix.
        while rest.first == "[", let end = rest.firstIndex(of: "]") {
            rest = rest[rest.index(after: end)...].drop(while: \.isWhitespace)
        }
        let subject = String(rest)
        if bare(subject, without: replyWords).utf8.count < rest.utf8.count { return true }
        if bare(subject, without: forwardWords).utf8.count < rest.utf8.count { return false }
        return !message.inReplyTo.isEmpty || !message.references.isEmpty
    }

    private static func joined(_ word: String, _ rest: Substring) -> String {
        rest.isEmpty ? word : "\(word) \(rest)"
    }

    private static func bare(_ subject: String, without words: [String]) -> Substring {
        var rest = subject.drop(while: \.isWhitespace)
        for _ in 0..<mostWords {
            guard let colon = rest.firstIndex(where: { $0 == ":" || $0 == "：" }) else { break }
            // Some programs add a number: `Re[2]:`, `Re (2):`.
            let word = rest[..<colon].prefix { $0 != "[" && $0 != "(" && !$0.isWhitespace }
            let behind = rest[word.endIndex..<colon].filter { !"[]() ".contains($0) }
            guard words.contains(word.lowercased()), behind.allSatisfy(\.isNumber) else { break }
            rest = rest[rest.index(after: colon)...].drop(while: \.isWhitespace)
        }
        return rest
    }
}
