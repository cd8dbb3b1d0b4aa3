// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// Why a store cannot be used although the database works.
package enum StoreError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No store exists at this path.
    case missing(path: String)
    /// A store already exists at this path.
    case exists(path: String)
    /// The database is not a mailclerk store.
    case notAStore(path: String)
    /// The schema was created by a newer version: this step is unknown.
    case tooNew(step: String)
    /// The schema is older than the one before the current schema.
    case tooOld(step: String)
    /// No settings were ever applied.
    case noSettings
    /// The contents of the store contradict the schema.
    case damaged(what: String)
    /// The store is on a server, and this build has no engine for it.
    case noServer

    /// Whether a migration is needed.
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
