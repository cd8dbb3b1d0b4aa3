// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Finds addresses of the web in a text.
enum LinkFinder {
    /// At most so many bytes are one address; what is longer stays plain text.
    private static let longestLinkInBytes = 2_000

    /// The text as plain spans and links; the work is linear in its length.
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

    /// The end of the address that begins at a place; nil if none does.
    private static func end(of bytes: ArraySlice<UInt8>, from place: Int) -> Int? {
        guard
            let scheme = ["https://", "http://"].first(where: {
                bytes[place...].starts(with: $0.utf8)
            })
        else { return nil }
        let rest = bytes[place...].prefix(longestLinkInBytes + 1)
        // Only printable ASCII: what looks like another address than it is stays plain text.
        var end =
            rest.firstIndex { $0 <= 0x20 || $0 >= 0x7F || #"<>"{}|\^`"#.utf8.contains($0) }
            ?? rest.endIndex
        guard end - place <= longestLinkInBytes else { return nil }
        while end > place, ".,;:!?'*_)]".utf8.contains(bytes[end - 1]) { end -= 1 }
        return end - place > scheme.utf8.count ? end : nil
    }
}
