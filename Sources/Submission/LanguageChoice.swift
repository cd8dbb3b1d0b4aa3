// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Chooses the language of an automatic reply.
package enum LanguageChoice {
    /// Returns one of the languages of a template.
    ///
    /// `accepted` is the value of Accept-Language (RFC 8255 takes the form from HTTP: tags with
    /// quality values), `content` the value of Content-Language, `fallback` the language of the
    /// mailbox. A tag also matches its primary language: `de-AT` matches `de`. Returns nil only if
    /// the template has no languages.
    package static func pick(
        from available: [String], accepted: String?, content: String?, fallback: String
    ) -> String? {
        let wishes = ranked(accepted ?? "") + ranked(content ?? "") + [fallback.lowercased(), "en"]
        for wish in wishes {
            if let match = match(wish, in: available) { return match }
        }
        return available.first
    }

    /// Returns the available language for a tag, or nil if none matches.
    ///
    /// Subtags are removed from the end of the tag until it is available (RFC 4647 section 3.4).
    /// Otherwise another variety of the language is returned.
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

    /// Returns the first 16 tags of a header value, in descending order of quality.
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
