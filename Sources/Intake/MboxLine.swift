// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The `From ` line before a message, which separates messages in mbox files.
///
/// Some mail servers put it before a message that they pipe. It needs no date here, because only
/// the beginning of a message is examined. `FromLine` in InternetMessage examines each line of an
/// mbox file; it requires a date, because a sentence in a message may begin the same way.
package enum MboxLine {
    /// Returns the length in bytes of a leading `From ` line including its LF, or 0 if there is
    /// none.
    ///
    /// `From : ...` and `From     : ...` are not such lines but obsolete header fields (RFC 5322
    /// section 4.5).
    package static func length(in bytes: [UInt8]) -> Int {
        guard bytes.starts(with: "From ".utf8) else { return 0 }
        var index = 5
        while index < bytes.count, bytes[index] == UInt8(ascii: " ") || bytes[index] == 9 {
            index += 1
        }
        guard index < bytes.count, bytes[index] != UInt8(ascii: ":"),
            let end = bytes[index...].firstIndex(of: 10)
        else { return 0 }
        return end + 1
    }

    /// Returns the envelope sender in such a line, or nil if there is none, as in `From - `.
    static func sender(in line: ArraySlice<UInt8>) -> String? {
        let words = line.dropFirst(5).split { $0 == UInt8(ascii: " ") || $0 == 9 || $0 < 32 }
        guard let word = words.first, !word.elementsEqual("-".utf8) else { return nil }
        return String(decoding: word, as: UTF8.self)
    }
}
