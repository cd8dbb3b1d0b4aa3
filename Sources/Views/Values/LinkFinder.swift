// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Finds web addresses in a text.
enum LinkFinder {
    /// At most 2,000 bytes form one address; a longer address stays plain text.
    private static let longestLinkInBytes = 2_000

    /// Returns the text as plain spans and links, in time linear in its length.
    static func spans(of bytes: ArraySlice<UInt8>) -> [Span] {
        var spans: [Span] = []
        var start = bytes.startIndex
        var place = start
        while place < bytes.endIndex {
            guard bytes[place] == UInt8(ascii: "h"), startsWord(bytes, place),
                let end = end(of: bytes, from: place)
            else {
                place += 1
                continue
            }
            if start < place { spans.append(Span(text(bytes[start..<place]))) }
            let url = text(bytes[place..<end])
            spans.append(Span(url, .link(.url(url))))
            start = end
            place = end
        }
        if start < bytes.endIndex { spans.append(Span(text(bytes[start...]))) }
        return spans
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }

    private static func startsWord(_ bytes: ArraySlice<UInt8>, _ place: Int) -> Bool {
        guard place > bytes.startIndex else { return true }
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z")
        return !letters.contains(bytes[place - 1] | 0x20)
    }

    /// Returns the end of the address that begins at a place; nil if no address begins there.
    private static func end(of bytes: ArraySlice<UInt8>, from place: Int) -> Int? {
        guard
            let scheme = ["https://", "http://"].first(where: {
                bytes[place...].starts(with: $0.utf8)
            })
        else { return nil }
        let rest = bytes[place...].prefix(longestLinkInBytes + 1)
        // Only printable ASCII, so that a link cannot imitate another address with similar letters.
        var end =
            rest.firstIndex { $0 <= 0x20 || $0 >= 0x7F || #"<>"{}|\^`"#.utf8.contains($0) }
            ?? rest.endIndex
        guard end - place <= longestLinkInBytes else { return nil }
        while end > place, ".,;:!?'*_)]".utf8.contains(bytes[end - 1]) { end -= 1 }
        return end - place > scheme.utf8.count ? end : nil
    }
}
