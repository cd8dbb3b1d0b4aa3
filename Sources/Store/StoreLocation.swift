// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SystemMailbox

/// The location of a store.
package enum StoreLocation: Equatable, Sendable {
    /// A file of SQLite, at this path.
    case file(String)
    /// A database on a PostgreSQL server, at this address.
    case server(String)

    /// The store of a standard installation.
    package static let standard = StoreLocation.file(standardPath)

    private static let standardDirectory = "/var/lib/mailclerk"
    private static let standardPath = standardDirectory + "/mailclerk.db"
    private static let schemes = ["postgresql://", "postgres://"]

    /// Parses a path or a server address.
    package init(_ text: String) {
        self = Self.schemes.contains { text.hasPrefix($0) } ? .server(text) : .file(text)
    }

    /// The store of the option, or else of MAILCLERK_STORE, or else the standard store.
    package init(option: String?) {
        let variable = Environment.value("MAILCLERK_STORE") ?? ""
        self = (option ?? (variable.isEmpty ? nil : variable)).map(Self.init) ?? .standard
    }

    /// The path or address, as written in an option.
    package var text: String {
        switch self {
        case .file(let path): path
        case .server(let address): address
        }
    }

    /// The path of the store's file; nil if the store is on a server.
    package var filePath: String? {
        switch self {
        case .file(let path): path
        case .server: nil
        }
    }

    /// The directory of the files that this host keeps beside the store.
    package var stateDirectory: String {
        switch self {
        case .file(let path): FileSystem.directory(of: path)
        case .server: Self.standardDirectory
        }
    }

    /// Returns the path of a file or directory that this host keeps beside the store, such as a
    /// lock.
    ///
    /// - Parameter name: The suffix that names its purpose.
    /// - Returns: The path.
    package func companion(_ name: String) -> String {
        switch self {
        case .file(let path): "\(path)-\(name)"
        case .server: "\(Self.standardDirectory)/\(name)"
        }
    }

    /// Returns the user ID of the store owner, or of the owner of the directory if the store does
    /// not exist, or nil if neither exists.
    ///
    /// - Throws: `SystemError` if the directory cannot be read.
    package func owner() throws(SystemError) -> UInt32? {
        if let filePath, let file = try? FileSystem.status(filePath) { return file.owner }
        return try FileSystem.status(stateDirectory)?.owner
    }

    /// Throws `StoreError.noServer` for a store that no engine of this build can open.
    package func checkEngine() throws(StoreError) {
        guard filePath != nil else { throw .noServer }
    }
}
