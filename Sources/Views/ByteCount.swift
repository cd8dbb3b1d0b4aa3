// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Human-readable sizes.
package enum ByteCount {
    /// Returns a size as text: `812 B`, `14 KB`, `3.2 MB`.
    package static func text(_ bytes: Int) -> String {
        if bytes < 1000 { return "\(bytes) B" }
        if bytes < 1_000_000 { return "\((bytes + 500) / 1000) KB" }
        let tenths = (bytes + 50_000) / 100_000
        return "\(tenths / 10).\(tenths % 10) MB"
    }
}
