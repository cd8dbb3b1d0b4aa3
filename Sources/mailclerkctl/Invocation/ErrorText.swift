// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL

/// What people read about an error: one sentence that says what to do.
enum ErrorText {
    /// The sentence for an error about a store.
    static func of(_ error: any Error, storePath: String) -> String {
        guard let error = error as? SQLError else { return "\(error)" }
        return switch error.code {
        case .busy: "the store \(storePath) is busy; try again"
        case .full: "the disk of the store \(storePath) is full; make room and try again"
        case .permission, .readOnly:
            "you may not use the store \(storePath); ask its owner, or use sudo"
        case .cannotOpen: "the store \(storePath) cannot be opened; see --store"
        case .notADatabase: "\(storePath) is no store; see --store"
        case .corrupt: "the store \(storePath) is damaged (\(error.message)); restore a backup"
        default: "the store \(storePath) failed: \(error.description)"
        }
    }
}
