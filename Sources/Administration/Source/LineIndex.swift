// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Converts byte offsets in a text to lines and columns.
struct LineIndex {
    private let bytes: [UInt8]
    private let starts: [Int]

    /// Finds the lines of `bytes` in one pass.
    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        var starts = [0]
        for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
            starts.append(offset + 1)
        }
        self.starts = starts
    }

    /// Returns the line and column of the byte at `offset`.
    func position(at offset: Int) -> SourcePosition {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        let end = min(offset, bytes.count)
        // Continuation bytes of UTF-8 do not start a scalar, and a byte order mark is not counted.
        var begin = starts[low]
        if begin == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { begin = min(3, end) }
        let scalars = bytes[begin..<max(begin, end)].reduce(0) {
            $0 + ($1 & 0b1100_0000 == 0b1000_0000 ? 0 : 1)
        }
        return SourcePosition(line: low + 1, column: scalars + 1)
    }
}
