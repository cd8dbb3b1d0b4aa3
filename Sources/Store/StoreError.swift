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

    /// The message for the user, with what to do.
    package var description: String {
        switch self {
        case .missing(let path):
            "no such store: \(path); run \"mailclerkctl apply\" to create it"
        case .exists(let path): "store already exists: \(path)"
        case .notAStore(let path): "not a store: \(path) is another database"
        case .tooNew(let step):
            "the store has a newer schema (step \(step)); install a newer mailclerk"
        case .tooOld(let step):
            "the store has an older schema (step \(step)); run \"mailclerkctl migrate\""
        case .noSettings: "no settings applied yet; run \"mailclerkctl apply\""
        case .damaged(let what): "the store is damaged: it holds \(what)"
        case .noServer: "this build has no PostgreSQL; use the path of a store"
        }
    }
}
