// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import Store
import SystemMailbox

/// Erases everything of one person from a store and what lies beside it.
package struct PersonErasure {
    /// Emails of one transaction.
    private static let emailsAtOnce = 16

    private let store: Store
    private let address: String

    /// Forgets the person with this address.
    package init(_ store: Store, address: String) {
        self.store = store
        self.address = address
    }

    /// Erases what was found; what is erased is overwritten, and the store's file written anew.
    ///
    /// - Parameters:
    ///   - footprint: What was found.
    ///   - emergency: The names of files of the emergency directory that are the person's.
    /// - Returns: How much was erased, and why the store's file could not be written anew; nil when it
    ///   was.
    /// - Throws: What the store throws; what is erased by then stays so, and another run goes on.
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

    /// The copies of the store beside it, which hold what they held.
    package static func copies(of location: StoreLocation) throws -> [String] {
        guard let path = location.filePath else { return [] }
        let directory = location.stateDirectory
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return try FileSystem.list(directory).filter { $0.hasPrefix(name + ".") }.map {
            "\(directory)/\($0)"
        }
    }
}
