// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Mail that a crash of the filter left in the emergency directory.
package enum EmergencyMail {
    /// The emergency directory of a store: `emergency/` beside it.
    package static func directory(ofStore path: String) -> String {
        FileSystem.directory(of: path) + "/emergency"
    }
}

extension Arrival {
    /// The variables of the environment that tell of the envelope.
    package static let environmentNames = [
        "RECIPIENT", "ORIGINAL_RECIPIENT", "ORIG_RECIPIENT", "LOCAL_PART", "LOCAL_PART_SUFFIX",
        "DOMAIN", "LOCAL", "EXT", "HOST", "SENDER",
    ]
}
