// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The language in which an answer is written.
package enum LanguageChoice {
    /// Picks one of the languages that a template has.
    ///
    /// `accepted` is the value of Accept-Language (RFC 8255 takes the form from HTTP: tags with
    /// quality values), `content` that of Content-Language, `fallback` the mailbox's language. A
    /// tag also stands for its primary language: `de-AT` takes `de`. Returns nil only when there
    /// is no language at all.
    package static func pick(
        from available: [String], accepted: String?, content: String?, fallback: String
    ) -> String? {
        let wishes = ranked(accepted ?? "") + ranked(content ?? "") + [fallback.lowercased(), "en"]
        for wish in wishes {
            if let match = match(wish, in: available) { return match }
        }
        return available.first
    }

    /// The language that is wished for, or what is left of its tag with subtags taken off its end
    /// (RFC 4647 section 3.4); else another variety of it.
    private static func match(_ wish: String, in available: [String]) -> String? {
        var subtags = wish.split { $0 == "-" || $0 == "_" }
        let primary = subtags.first ?? ""
        while !subtags.isEmpty {
            let tag = subtags.joined(separator: "-")
            if available.contains(tag) { return tag }
            subtags.removeLast()
        }
        return available.first { $0.prefix { $0 != "-" } == primary }
    }

    /// The tags of a header value, the most wanted first; at most 16 of them.
    private static func ranked(_ value: String) -> [String] {
        var wishes: [(tag: String, quality: Double)] = []
        for entry in value.lowercased().split(separator: ",").prefix(16) {
            let parts = entry.split(separator: ";").map { part in
                String(part.filter { $0 != " " && $0 != "\t" })
            }
            guard let tag = parts.first, !tag.isEmpty, tag != "*" else { continue }
            let quality = parts.dropFirst().first { $0.utf8.starts(with: "q=".utf8) }
            let weight = quality.flatMap { Double($0.dropFirst(2)) } ?? 1
            if weight > 0 { wishes.append((tag, weight)) }
        }
        let order = wishes.indices.sorted { left, right in
            wishes[left].quality == wishes[right].quality
                ? left < right : wishes[left].quality > wishes[right].quality
        }
        return order.map { wishes[$0].tag }
    }
}
