// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Finds case numbers in a subject.
///
/// Two forms are recognised: in brackets, with or without a word and a number sign, as in `[Case
/// 42]`, `[#42]`, `(Fall 42)`; and after the word case, as in `Case #42` or `case: 42`.
enum SubjectNumber {
    /// At most 3 numbers are looked up, because a subject may list any number.
    private static let mostNumbers = 3
    /// At most 12 digits make a number, because no case has a longer one.
    private static let mostDigits = 12
    /// At most 40 bytes of letters and blanks are read in brackets, because the word is a short
    /// one.
    private static let longestWordInBytes = 40

    /// Returns the numbers in their order, each once; at most three.
    static func all(in subject: String) -> [Int64] {
        let bytes = Array(subject.utf8)
        var numbers: [Int64] = []
        for index in bytes.indices {
            let found: Int64? =
                switch bytes[index] {
                case UInt8(ascii: "["): bracketed(bytes, index + 1, UInt8(ascii: "]"))
                case UInt8(ascii: "("): bracketed(bytes, index + 1, UInt8(ascii: ")"))
                default: behindWord(bytes, index)
                }
            guard let found, !numbers.contains(found) else { continue }
            numbers.append(found)
            if numbers.count == mostNumbers { break }
        }
        return numbers
    }

    /// Returns the number after an opening bracket: letters and blanks, `#`, digits, the closing
    /// bracket.
    private static func bracketed(_ bytes: [UInt8], _ start: Int, _ close: UInt8) -> Int64? {
        var index = start
        while index < bytes.count, index - start < longestWordInBytes,
            isLetter(bytes[index]) || bytes[index] == UInt8(ascii: " ")
        {
            index += 1
        }
        if index < bytes.count, bytes[index] == UInt8(ascii: "#") { index += 1 }
        guard let (number, end) = digits(bytes, index), end < bytes.count, bytes[end] == close
        else { return nil }
        return number
    }

    /// Returns the number after the word case that begins at `start`.
    private static func behindWord(_ bytes: [UInt8], _ start: Int) -> Int64? {
        let word = Array("case".utf8)
        guard start == 0 || !isLetter(bytes[start - 1]), start + word.count < bytes.count,
            zip(word, bytes[start...]).allSatisfy({ $0 == $1 | 0x20 })
        else { return nil }
        var index = start + word.count
        while index < bytes.count, " :#".utf8.contains(bytes[index]) { index += 1 }
        guard index > start + word.count, let (number, end) = digits(bytes, index),
            end == bytes.count || !isLetter(bytes[end])
        else { return nil }
        return number
    }

    private static func digits(_ bytes: [UInt8], _ start: Int) -> (number: Int64, end: Int)? {
        var number: Int64 = 0
        var index = start
        while index < bytes.count, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[index] {
            guard index - start < mostDigits else { return nil }
            number = number * 10 + Int64(bytes[index] - UInt8(ascii: "0"))
            index += 1
        }
        return index > start && number > 0 ? (number, index) : nil
    }

    /// Returns whether a byte belongs to a letter: of ASCII, or of any character beyond ASCII.
    private static func isLetter(_ byte: UInt8) -> Bool {
        byte >= 0x80 || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
}
