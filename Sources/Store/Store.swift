// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SQL
import SystemMailbox

/// The store of the system mailboxes: settings, mail, records, outbox, journal.
///
/// Queries are in the files `Store+X.swift`, in a folder for each part: Mail, Records, Outbox,
/// Settings, Lists, Search, Upkeep. All functions throw `SQLError` if the database fails, and
/// `StoreError` if its contents cannot be used.
package final class Store {
    /// The location of the store.
    package let location: StoreLocation
    /// The database.
    package let connection: Connection
    /// The locks shared by the processes of this host.
    package let locks: StoreLocks

    /// The number of missing schema steps: 0, or 1 if the last step has not run yet.
    package let missingSteps: Int

    /// Whether the store has the current schema.
    ///
    /// Without the last step mail is still delivered; functions that need the step are skipped.
    package var hasCurrentSchema: Bool { missingSteps == 0 }

    private init(at location: StoreLocation, connection: Connection, missingSteps: Int) {
        self.location = location
        locks = StoreLocks(of: location)
        self.connection = connection
        self.missingSteps = missingSteps
    }

    /// Opens the store for deliveries and for users.
    ///
    /// The schema must be the current one or the one before it.
    ///
    /// - Throws: `StoreError` if the file is missing or is not a store of such a schema; `SQLError`
    ///   if the database failed.
    package static func open(
        _ location: StoreLocation, access: Connection.Access = .readWrite,
        busyWait: BusyWait = BusyWait()
    ) throws -> Store {
        let (connection, steps) = try connect(location, access: access, busyWait: busyWait)
        let missing = Migration.all.count - steps.count
        guard missing <= 1 else { throw StoreError.tooOld(step: steps.last ?? "none") }
        return Store(at: location, connection: connection, missingSteps: missing)
    }

    /// Creates a new store with the current schema; the file has mode 0600.
    ///
    /// - Throws: `StoreError.exists` if the file already exists; `SQLError` if the database failed.
    package static func create(at location: StoreLocation, now: Int64) throws -> Store {
        guard let path = location.filePath else { throw StoreError.noServer }
        guard try FileSystem.status(path) == nil else { throw StoreError.exists(path: path) }
        let connection = try Connection(path: path, access: .create)
        try connection.setUp()
        try connection.transaction(.write) {
            try connection.script(
                "CREATE TABLE migration (name TEXT PRIMARY KEY, applied_at BIGINT NOT NULL);")
            try run(Migration.all[...], on: connection, now: now)
            try connection.execute(
                "INSERT INTO signing_key (number, secret, created_at) VALUES (1, $1, $2)",
                Randomness.bytes(32), now)
        }
        return Store(at: location, connection: connection, missingSteps: 0)
    }

    /// Brings an older store up to the current schema, one transaction for each step.
    ///
    /// Returns the names of the steps that ran; empty if the schema is current. `backup` is called
    /// before the first step, with that step's name. If a step fails, earlier steps remain, and a
    /// later call continues.
    package static func migrate(
        _ location: StoreLocation, now: Int64,
        backup: (Connection, _ step: String) throws -> Void
    ) throws -> [String] {
        let (connection, steps) = try connect(location, access: .readWrite, busyWait: BusyWait())
        let missing = Migration.all[steps.count...]
        guard let first = missing.first else { return [] }
        try backup(connection, first.name)
        for index in missing.indices {
            try connection.transaction(.write) {
                try run(missing[index...index], on: connection, now: now)
            }
        }
        return missing.map(\.name)
    }

    private static func run(
        _ migrations: ArraySlice<Migration>, on connection: Connection, now: Int64
    ) throws {
        for migration in migrations {
            try connection.script(migration.statements(connection.dialect))
            try connection.execute(
                "INSERT INTO migration (name, applied_at) VALUES ($1, $2)", migration.name, now)
        }
    }

    /// Connects and checks that the steps that have run are the first of the known steps.
    static func connect(
        _ location: StoreLocation, access: Connection.Access, busyWait: BusyWait
    ) throws -> (Connection, [String]) {
        guard let path = location.filePath else { throw StoreError.noServer }
        let connection: Connection
        do {
            connection = try Connection(path: path, access: access, busyWait: busyWait)
        } catch {
            if error.code == .cannotOpen, (try? FileSystem.status(path)) == .some(nil) {
                throw StoreError.missing(path: path)
            }
            throw error
        }
        let steps: [String]
        do {
            steps = try connection.all("SELECT name FROM migration ORDER BY name") { row in
                try row.text()
            }
        } catch let error as SQLError {
            if error.code == .other { throw StoreError.notAStore(path: path) }
            throw error
        }
        guard !steps.isEmpty else { throw StoreError.notAStore(path: path) }
        for (step, known) in zip(steps, Migration.all) where step != known.name {
            throw StoreError.tooNew(step: step)
        }
        if steps.count > Migration.all.count {
            throw StoreError.tooNew(step: steps.last ?? "")
        }
        return (connection, steps)
    }
}
