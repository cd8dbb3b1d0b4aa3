// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The line by which mbox files part messages; mail servers put it before what they pipe.
package enum MboxLine {
    /// The length in bytes of a leading `From ` line through its LF; 0 when there is none.
    ///
    /// `From : ...` and `From     : ...` are obsolete header fields (RFC 5322 section 4.5) and no
    /// such line.
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

    /// The envelope sender that such a line names; nil when it names none, as `From - ` does.
    static func sender(in line: ArraySlice<UInt8>) -> String? {
        let words = line.dropFirst(5).split { $0 == UInt8(ascii: " ") || $0 == 9 || $0 < 32 }
        guard let word = words.first, !word.elementsEqual("-".utf8) else { return nil }
        return String(decoding: word, as: UTF8.self)
    }
}
