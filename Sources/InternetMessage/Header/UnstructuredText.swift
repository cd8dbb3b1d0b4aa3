// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Decodes unstructured header text: unfolding, encoded words (RFC 5322 section 2.2.3, RFC 2047).
///
/// The decoder is more lenient than RFC 2047: it accepts encoded words inside other words, of any
/// length, with blanks in them, and raw 8-bit bytes around them.
enum UnstructuredText {
    /// Returns the text of the bytes.
    ///
    /// - Parameters:
    ///   - bytes: The raw bytes of a field, folded or not.
    ///   - fallback: The charset of raw 8-bit bytes that are not UTF-8.
    /// - Returns: The text without line endings; blanks are kept.
    static func decode(
        _ bytes: [UInt8], fallback: @autoclosure () -> CharacterSet
    ) -> String {
        let flat = unfolded(bytes)
        var isPlain = true
        for index in flat.indices
        where flat[index] >= 0x80 || flat[index] == ASCII.equals || flat[index] == ASCII.escape {
            isPlain = false
            break
        }
        if isPlain { return String(decoding: flat, as: UTF8.self) }
        let isUTF8 = CharacterSet.isValidUTF8(flat)
        var output: [UInt8] = []
        output.reserveCapacity(flat.count)
        var pending = EncodedRun()
        var index = 0
        var rawStart = 0
        var hasNoMoreEnds = false
        let raw: CharacterSet =
            hasShifts(flat) ? CharacterSet(label: "iso-2022-jp") : isUTF8 ? .utf8 : fallback()
        while index < flat.count {
            guard flat[index] == ASCII.equals, index + 1 < flat.count,
                flat[index + 1] == ASCII.question, !hasNoMoreEnds
            else {
                index += 1
                continue
            }
            switch EncodedWord.scan(flat, at: index) {
            case .none:
                index += 1
            case .unterminated:
                hasNoMoreEnds = true
            case .found(let word):
                let isBlankBefore = flat[rawStart..<index].allSatisfy(\.isBlank)
                if pending.isEmpty || !isBlankBefore {
                    pending.flush(into: &output)
                    raw.append(flat[rawStart..<index], to: &output)
                }
                pending.add(word, of: flat, into: &output)
                index = word.end
                rawStart = index
            }
        }
        pending.flush(into: &output)
        raw.append(flat[rawStart...], to: &output)
        return String(decoding: output, as: UTF8.self)
    }

    /// Whether the bytes are ISO-2022-JP that is not encoded, as old programs wrote it: ASCII with
    /// `ESC $ @` or `ESC $ B` (RFC 1468).
    private static func hasShifts(_ flat: [UInt8]) -> Bool {
        var hasShift = false
        for index in flat.indices {
            if flat[index] >= 0x80 { return false }
            if flat[index] == ASCII.escape, flat.count - index > 2,
                flat[index + 1] == UInt8(ascii: "$"),
                flat[index + 2] == ASCII.at || flat[index + 2] == UInt8(ascii: "B")
            {
                hasShift = true
            }
        }
        return hasShift
    }

    /// Removes the CR and LF of folds.
    private static func unfolded(_ bytes: [UInt8]) -> [UInt8] {
        let count = bytes.count
        guard bytes.span.firstIndex(of: ASCII.lineFeed, from: 0, to: count) < count else {
            return bytes
        }
        var flat: [UInt8] = []
        flat.reserveCapacity(count)
        for byte in bytes where byte != ASCII.lineFeed && byte != ASCII.carriageReturn {
            flat.append(byte)
        }
        return flat
    }

    /// Consecutive encoded words in the same charset.
    ///
    /// Their bytes are joined before they are decoded, because a character may be split between two
    /// words.
    private struct EncodedRun {
        private var charset = ""
        private var bytes: [UInt8] = []
        private(set) var isEmpty = true

        mutating func add(_ word: EncodedWord, of flat: [UInt8], into output: inout [UInt8]) {
            if !isEmpty, charset != word.charset { flush(into: &output) }
            charset = word.charset
            isEmpty = false
            word.appendBytes(of: flat, to: &bytes)
        }

        mutating func flush(into output: inout [UInt8]) {
            guard !isEmpty else { return }
            CharacterSet(label: charset).append(bytes[...], to: &output)
            bytes.removeAll(keepingCapacity: true)
            isEmpty = true
        }
    }
}
