// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension ArraySlice<UInt8> {
    /// The bytes with `%` and two hexadecimal digits decoded (RFC 2231 section 4, RFC 3986 section
    /// 2.1); other `%` remain.
    var percentDecoded: [UInt8] {
        var output: [UInt8] = []
        var index = startIndex
        while index < endIndex {
            if self[index] == ASCII.percent, endIndex - index > 2,
                let high = self[index + 1].hexadecimalValue,
                let low = self[index + 2].hexadecimalValue
            {
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(self[index])
                index += 1
            }
        }
        return output
    }
}
