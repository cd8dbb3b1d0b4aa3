// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// Why a store cannot be used although the database itself answers.
package enum StoreError: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no store at this path.
    case missing(path: String)
    /// There is one already.
    case exists(path: String)
    /// The database holds no store of ours.
    case notAStore(path: String)
    /// A newer program made the schema: this step is unknown here.
    case tooNew(step: String)
    /// The schema is older than the one before ours.
    case tooOld(step: String)
    /// No settings were ever applied.
    case noSettings
    /// What was read from the store contradicts the schema.
    case damaged(what: String)
    /// The store is on a server, and this build has no engine for it.
    case noServer

    /// Whether a migration is what is missing.
    package var isOld: Bool {
        if case .tooOld = self { return true }
        return false
    }

    /// A sentence for people, with the remedy.
    package var description: String {
        switch self {
        case .missing(let path):
            "there is no store at \(path); `mailclerkctl apply` makes it"
        case .exists(let path): "there is a store at \(path) already"
        case .notAStore(let path): "\(path) is a database, but not a store of mailclerk"
        case .tooNew(let step):
            "the store is of a newer mailclerk (step \(step)); install that version"
        case .tooOld(let step):
            "the store is of an older mailclerk; run `mailclerkctl migrate` (last step: \(step))"
        case .noSettings: "no settings are applied yet; run `mailclerkctl apply`"
        case .damaged(let what): "the store holds \(what), which no mailclerk writes"
        case .noServer: "this build has no PostgreSQL; give the path of a store"
        }
    }
}
