// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Finds case numbers in a subject.
///
/// Two forms are recognised: in brackets, with a number sign or a word for case, as in `[Case 42]`,
/// `[#42]`, `(Fall 42)`; and after such a word and a number sign, as in `Case #42`. Other numbers
/// are not case numbers: `(1)`, `[EXTERNAL 1]`, `case 1 of wine`, `#1`.
enum SubjectNumber {
    /// At most 3 numbers are looked up, because a subject may list any number.
    private static let mostNumbers = 3
    /// At most 12 digits make a number, because no case has a longer one.
    private static let mostDigits = 12
    /// At most 60 bytes are read in brackets and before a number sign, because words are short.
    private static let longestWordsInBytes = 60

    private static let brackets = [
        ("[", "]"), ("(", ")"), ("【", "】"), ("［", "］"), ("（", "）"),
    ].map { (open: Array($0.utf8), close: Array($1.utf8)) }
    private static let numberSigns = ["#", "＃", "№"].map { Array($0.utf8) }

    /// Returns the numbers in their order, each once; at most three.
    static func all(in subject: String) -> [Int64] {
        let bytes = Array(subject.utf8)
        guard bytes.contains(where: isDigit), bytes.contains(where: mayBegin) else { return [] }
        var numbers: [Int64] = []
        for index in bytes.indices where mayBegin(bytes[index]) {
            guard let found = bracketed(bytes, index) ?? afterWord(bytes, index),
                !numbers.contains(found)
            else { continue }
            numbers.append(found)
            if numbers.count == mostNumbers { break }
        }
        return numbers
    }

    /// Returns the number at the end of brackets that open at `start`, if a number sign or a word
    /// for case is before it.
    private static func bracketed(_ bytes: [UInt8], _ start: Int) -> Int64? {
        guard let (open, close) = brackets.first(where: { isAt(start, $0.open, in: bytes) })
        else { return nil }
        let inside = bytes[(start + open.count)...].prefix(longestWordsInBytes + close.count)
        guard let end = inside.indices.first(where: { isAt($0, close, in: bytes) })
        else { return nil }
        let words = withoutBlanks(inside[..<end])
        let digits = words.suffix(while: isDigit)
        guard let number = number(digits) else { return nil }
        let before = withoutBlanks(words[..<digits.startIndex])
        guard !before.contains(where: isDigit) else { return nil }
        let hasSign = numberSigns.contains { before.suffix($0.count).elementsEqual($0) }
        return hasSign || isWord(before) ? number : nil
    }

    /// Returns the number after a number sign at `start`, if a word for case is before the sign.
    private static func afterWord(_ bytes: [UInt8], _ start: Int) -> Int64? {
        guard let sign = numberSigns.first(where: { isAt(start, $0, in: bytes) }) else {
            return nil
        }
        let rest = bytes[(start + sign.count)...].drop { $0 == UInt8(ascii: " ") }
        let digits = rest.prefix { isDigit($0) }
        guard let number = number(digits), isEnd(bytes[digits.endIndex...]) else { return nil }
        return isWord(bytes[..<start].suffix(longestWordsInBytes)) ? number : nil
    }

    /// Returns whether a number ends before these bytes; the number 2026-17 is of another system.
    private static func isEnd(_ rest: ArraySlice<UInt8>) -> Bool {
        guard let next = rest.first else { return true }
        if isLetterOfASCII(next) || next == UInt8(ascii: "_") { return false }
        return !("-./".utf8.contains(next) && rest.dropFirst().first.map(isDigit) == true)
    }

    private static func isWord(_ bytes: ArraySlice<UInt8>) -> Bool {
        CaseWords.isEnd(of: String(decoding: bytes, as: UTF8.self))
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int64? {
        guard !digits.isEmpty, digits.count <= mostDigits else { return nil }
        let number = digits.reduce(Int64(0)) { $0 * 10 + Int64($1 - UInt8(ascii: "0")) }
        return number > 0 ? number : nil
    }

    private static func isAt(_ index: Int, _ text: [UInt8], in bytes: [UInt8]) -> Bool {
        bytes.count - index >= text.count
            && bytes[index..<index + text.count].elementsEqual(text)
    }

    /// Returns whether a bracket or a number sign may begin with this byte.
    private static func mayBegin(_ byte: UInt8) -> Bool {
        "[(#".utf8.contains(byte) || byte >= 0xC0
    }

    private static func withoutBlanks(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let end = bytes.lastIndex { $0 != UInt8(ascii: " ") }
        return end.map { bytes[...$0] } ?? []
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    private static func isLetterOfASCII(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
    }
}

extension ArraySlice {
    /// Returns the longest suffix of elements that fulfil a condition.
    fileprivate func suffix(while isIncluded: (Element) -> Bool) -> ArraySlice {
        let end = lastIndex { !isIncluded($0) }
        return end.map { self[($0 + 1)...] } ?? self
    }
}
