// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SystemMailbox

/// Where the store is.
package enum StoreLocation {
    /// The store of a usual installation.
    package static let standardPath = "/var/lib/mailclerk/mailclerk.db"

    /// The path that an option gives, else the variable MAILCLERK_STORE, else the standard one.
    package static func path(option: String?) -> String {
        if let option { return option }
        let variable = Environment.value("MAILCLERK_STORE") ?? ""
        return variable.isEmpty ? standardPath : variable
    }

    /// The number of the user who owns a store, or the directory where it would be; nil where
    /// neither is there.
    ///
    /// Throws where the directory can't be looked at either.
    package static func owner(of path: String) throws(SystemError) -> UInt32? {
        if let store = try? FileSystem.status(path) { return store.owner }
        return try FileSystem.status(FileSystem.directory(of: path))?.owner
    }
}
