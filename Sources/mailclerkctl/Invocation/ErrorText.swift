// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import Store

/// What people read about an error: one sentence that says what to do.
enum ErrorText {
    /// The sentence for an error about a store.
    static func of(_ error: any Error, store location: StoreLocation) -> String {
        guard let error = error as? SQLError else { return "\(error)" }
        return switch error.code {
        case .busy: "the store \(location.text) is busy; try again"
        case .full: "the disk of the store \(location.text) is full; make room and try again"
        case .permission, .readOnly:
            "you may not use the store \(location.text); ask its owner, or use sudo"
        case .cannotOpen: "the store \(location.text) cannot be opened; see --store"
        case .notADatabase: "\(location.text) is no store; see --store"
        case .corrupt: "the store \(location.text) is damaged (\(error.message)); restore a backup"
        default: "the store \(location.text) failed: \(error.description)"
        }
    }
}
