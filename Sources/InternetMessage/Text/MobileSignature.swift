// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Recognises lines such as `Sent from my iPhone`.
enum MobileSignature {
    private static let lineBytes = 120

    static func matches(_ line: ArraySlice<UInt8>) -> Bool {
        guard line.count <= lineBytes else { return false }
        let text = QuoteFinder.fold(Array(line))
        return QuotePhrases.mobile.contains { text.starts(with: $0) }
    }
}
