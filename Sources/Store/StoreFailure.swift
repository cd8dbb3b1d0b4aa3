// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL

/// The kinds of database failures that users of the store distinguish.
package enum StoreFailure: Equatable, Sendable {
    /// Another process holds the lock.
    case busy
    /// The disk or quota is full.
    case full
    /// Reading or writing the disk failed.
    case inputOutput(String)
    /// The user may not open the file.
    case notPermitted
    /// The file or its file system is read-only.
    case readOnly
    /// The file cannot be opened: it or its directory does not exist.
    case cannotOpen
    /// The file is not a database.
    case notADatabase
    /// The database is damaged.
    case damaged(String)
    /// A value does not fit the database: its type is wrong or it is too large.
    case unfit(String)
    /// Any other failure.
    case other(String)

    /// Returns nil if the error is not a database error.
    package init?(_ error: any Error) {
        guard let error = error as? SQLError else { return nil }
        self =
            switch error.code {
            case .busy: .busy
            case .full: .full
            case .ioError: .inputOutput(error.description)
            case .permission: .notPermitted
            case .readOnly: .readOnly
            case .cannotOpen: .cannotOpen
            case .notADatabase: .notADatabase
            case .corrupt: .damaged(error.message)
            case .type, .tooBig: .unfit(error.description)
            case .constraint, .interrupted, .outOfMemory, .other: .other(error.description)
            }
    }

    /// Whether the environment of the store is the cause, not the data written to it.
    package var isOfSurroundings: Bool {
        switch self {
        case .busy, .full, .inputOutput, .notPermitted: true
        default: false
        }
    }

    /// Returns the message for the user of the store at this location.
    package func text(store location: StoreLocation) -> String {
        let path = location.text
        return switch self {
        case .busy: "the store is busy: \(path); try again"
        case .full: "the disk of the store is full: \(path); free some space and try again"
        case .notPermitted, .readOnly:
            "permission denied: you may not use the store \(path); ask its owner, or use sudo"
        case .cannotOpen: "cannot open the store: \(path); see --store"
        case .notADatabase: "not a store: \(path); see --store"
        case .damaged(let reason): "the store is damaged: \(path): \(reason); restore a backup"
        case .inputOutput(let reason), .unfit(let reason), .other(let reason):
            "the store failed: \(path): \(reason)"
        }
    }

    /// Returns the message for any error: that of the database failure, or the error's own
    /// description.
    package static func text(of error: any Error, store location: StoreLocation) -> String {
        StoreFailure(error)?.text(store: location) ?? "\(error)"
    }
}
