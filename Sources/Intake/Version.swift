// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The version of the programs.
package enum Version {
    /// The version that `--version` prints (semantic versioning).
    package static let text = "0.1.0"
}
