// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import Store
import SystemMailbox

/// Erases everything about one person from a store and from its emergency directory.
package struct PersonErasure {
    /// At most 16 emails in one transaction, so that a delivery waits only briefly.
    private static let emailsAtOnce = 16

    private let store: Store
    private let address: String

    /// Creates an erasure of the person with this address.
    package init(_ store: Store, address: String) {
        self.store = store
        self.address = address
    }

    /// Erases the data, overwrites it and rewrites the store's file.
    ///
    /// - Parameters:
    ///   - footprint: The data that was found.
    ///   - emergency: The names of the files in the emergency directory that belong to the person.
    /// - Returns: The number of erased rows, and the reason if the store's file could not be
    ///   rewritten; nil if it was rewritten.
    /// - Throws: `SQLError`, `StoreError` or `SystemError`; data that is erased by then stays
    ///   erased, and another run continues.
    package func run(
        _ footprint: PersonData, emergency: [String]
    ) throws -> (erasure: Erasure, notRebuilt: String?) {
        try store.connection.file?.overwriteErased()
        try store.writeInTurn { try store.blankRecords(of: footprint) }
        store.settle()
        var erasure = Erasure()
        var rest = footprint.emailIDs[...]
        while !rest.isEmpty {
            let ids = Array(rest.prefix(Self.emailsAtOnce))
            erasure += try store.writeInTurn { try store.erase(emailIDs: ids) }
            store.settle()
            rest = rest.dropFirst(ids.count)
        }
        erasure += try store.writeInTurn { try store.erase(footprint, address: address) }
        store.settle()
        try store.tidyAfterErasing()
        let directory = EmergencyDirectory(of: store.location).path
        for name in emergency { try FileSystem.remove("\(directory)/\(name)") }
        if !emergency.isEmpty { try FileSystem.syncDirectory(directory) }
        return (erasure, try StoreShrinking(store).rewrite())
    }

    /// Returns the paths of the copies beside the store, from which nothing is erased.
    package static func copies(of location: StoreLocation) throws -> [String] {
        guard let path = location.filePath else { return [] }
        let directory = location.stateDirectory
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return try FileSystem.list(directory).filter { $0.hasPrefix(name + ".") }.map {
            "\(directory)/\($0)"
        }
    }
}
