// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Recognises the subjects that Notes gives to its absence notices.
///
///     Ada Quill is out of the office.
///     Ada Quill/Sales/Example is out of the office
///     AUTO: Ada Quill is out of the office (returning 11/30/2026)
///
/// People write such sentences, too, as in `My boss is out of the office`. Without `AUTO:` the
/// subject is therefore recognised only as a whole, with the name of a person: two or more words of
/// which none begins with a small letter, or one with the parts of a Notes name.
enum NotesAbsence {
    private static let phrase = Array(" is out of the office".utf8)
    private static let mark = Array("auto:".utf8)
    /// At most 200 bytes of a name; longer ones are text.
    private static let nameLimitInBytes = 200
    /// At most 400 bytes of a subject are examined.
    private static let subjectLimitInBytes = 400

    static func isSubject(_ subject: String) -> Bool {
        // Most subjects end in another letter.
        let blank = UInt8(ascii: " ")
        guard let last = subject.utf8.last(where: { $0 != blank }),
            "eE.)".utf8.contains(last)
        else { return false }
        var bytes = Array(subject.utf8.prefix(subjectLimitInBytes))[...].drop { $0 == blank }
        let isMarked = starts(bytes, with: mark)
        if isMarked { bytes = bytes.dropFirst(mark.count).drop { $0 == blank } }
        guard let start = bytes.indices.first(where: { starts(bytes[$0...], with: phrase) }) else {
            return false
        }
        let name = bytes[..<start]
        let rest = bytes[(start + phrase.count)...].drop { $0 == blank }
        guard !name.isEmpty, name.count <= nameLimitInBytes,
            rest.isEmpty || rest.elementsEqual(".".utf8) || isReturn(rest)
        else { return false }
        return isMarked || isPerson(String(decoding: name, as: UTF8.self))
    }

    /// Returns whether the text after the phrase is `(returning ...)`.
    private static func isReturn(_ rest: ArraySlice<UInt8>) -> Bool {
        starts(rest, with: Array("(returning".utf8)) && rest.contains(UInt8(ascii: ")"))
    }

    private static func isPerson(_ name: String) -> Bool {
        let words = name.split(separator: " ")
        guard words.count >= 2 || name.utf8.contains(UInt8(ascii: "/")), words.count <= 6 else {
            return false
        }
        guard let first = words.first, !sentenceStarts.contains(first.lowercased()) else {
            return false
        }
        return words.allSatisfy { $0.first?.isLowercase == false || particles.contains($0) }
    }

    /// Words that begin a sentence, but no name.
    private static let sentenceStarts = [
        "the", "a", "an", "my", "our", "your", "his", "her", "their", "this", "that", "who", "why",
        "what", "if", "when", "because", "all", "no",
    ]

    /// Small words in names of persons.
    private static let particles: [Substring] = [
        "von", "van", "de", "der", "den", "del", "della", "di", "da", "dos", "du", "la", "le", "zu",
        "y", "bin", "al", "el",
    ]

    /// Returns whether bytes begin with lower-case ASCII letters, ignoring case.
    private static func starts(_ bytes: ArraySlice<UInt8>, with text: [UInt8]) -> Bool {
        bytes.count >= text.count
            && zip(bytes, text).allSatisfy { byte, wanted in
                byte == wanted || wanted >= UInt8(ascii: "a") && byte | 0x20 == wanted
            }
    }
}
