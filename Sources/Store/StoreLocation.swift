// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SystemMailbox

/// Where a store is.
package enum StoreLocation: Equatable, Sendable {
    /// A file of SQLite, at this path.
    case file(String)
    /// A database on a PostgreSQL server, at this address.
    case server(String)

    /// The store of a usual installation.
    package static let standard = StoreLocation.file(standardPath)

    private static let standardDirectory = "/var/lib/mailclerk"
    private static let standardPath = standardDirectory + "/mailclerk.db"
    private static let schemes = ["postgresql://", "postgres://"]

    /// Reads a path or an address of a server, as people and settings write it.
    package init(_ text: String) {
        self = Self.schemes.contains { text.hasPrefix($0) } ? .server(text) : .file(text)
    }

    /// The store that an option gives, else the variable MAILCLERK_STORE, else the standard one.
    package init(option: String?) {
        let variable = Environment.value("MAILCLERK_STORE") ?? ""
        self = (option ?? (variable.isEmpty ? nil : variable)).map(Self.init) ?? .standard
    }

    /// The path or the address, as it is written in an option.
    package var text: String {
        switch self {
        case .file(let path): path
        case .server(let address): address
        }
    }

    /// The path of the store's file; nil where it is on a server.
    package var filePath: String? {
        switch self {
        case .file(let path): path
        case .server: nil
        }
    }

    /// The directory of everything that this host keeps beside the store.
    package var stateDirectory: String {
        switch self {
        case .file(let path): FileSystem.directory(of: path)
        case .server: Self.standardDirectory
        }
    }

    /// The path of a file or directory that this host keeps beside the store, such as a lock.
    ///
    /// - Parameter name: What it is for.
    /// - Returns: The path.
    package func companion(_ name: String) -> String {
        switch self {
        case .file(let path): "\(path)-\(name)"
        case .server: "\(Self.standardDirectory)/\(name)"
        }
    }

    /// The number of the user who owns the store, or the directory where it would be; nil where
    /// neither exists.
    ///
    /// Throws where the directory can't be read either.
    package func owner() throws(SystemError) -> UInt32? {
        if let filePath, let file = try? FileSystem.status(filePath) { return file.owner }
        return try FileSystem.status(stateDirectory)?.owner
    }

    /// Throws `StoreError.noServer` for a store that no engine of this build can open.
    package func checkEngine() throws(StoreError) {
        guard filePath != nil else { throw .noServer }
    }
}
