// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform
import Store
import SystemMailbox

/// Creates the settings directory and the store of a new site, for `init`.
package enum InitialSite {
    /// The reason why a site cannot be created.
    package enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        /// A file already exists; files are never overwritten.
        case exists(path: String)
        /// The domain is not valid in an address.
        case noDomain(String)

        /// A human-readable message.
        package var description: String {
            switch self {
            case .exists(let path): "\(path) already exists; nothing was written"
            case .noDomain(let domain): "invalid domain \"\(domain)\""
            }
        }
    }

    /// The domain for a site whose domain is not known yet.
    package static let exampleDomain = "example.com"

    /// Writes commented settings and templates, then applies them for the first time.
    ///
    /// - Parameters:
    ///   - directory: The settings directory; created (0755) if it is missing.
    ///   - location: The location of the future store; it must not exist.
    ///   - domain: The domain of the addresses in the settings.
    ///   - author: The user who creates the site.
    ///   - beforeStore: The closure for
    ///     ``Apply/run(directory:store:options:author:beforeStore:)``.
    /// - Returns: The result of the first apply.
    /// - Throws: ``Refusal`` if a file already exists or the domain is invalid; then nothing is
    ///   written. Also the errors of
    ///   ``Apply/run(directory:store:options:author:beforeStore:)``.
    package static func create(
        directory: String, store location: StoreLocation, domain: String = exampleDomain,
        author: Apply.Author, beforeStore: (UInt32) throws -> Void = { _ in }
    ) throws -> ApplyOutcome {
        // A quote would end the string in the settings that contains the domain.
        guard Address(localPart: "support", domain: domain).isValidForEnvelope,
            !domain.contains("\""), !domain.contains("\\")
        else { throw Refusal.noDomain(domain) }
        guard let storeFile = location.filePath else { throw StoreError.noServer }
        let paths = ["mailclerk.toml", "templates"].map { directory + "/" + $0 } + [storeFile]
        for path in paths where try FileSystem.linkStatus(path) != nil {
            throw Refusal.exists(path: path)
        }
        var missing: [String] = []
        var parent = directory
        while try FileSystem.status(parent) == nil {
            missing.append(parent)
            parent = FileSystem.directory(of: parent)
        }
        for path in missing.reversed() { try FileSystem.makeDirectory(path, mode: 0o755) }
        for path in ["templates", "templates/acknowledge", "templates/partials"] {
            try FileSystem.makeDirectory(directory + "/" + path, mode: 0o755)
        }
        for (path, text) in InitialTexts.files(domain: domain) {
            try FileSystem.create(directory + "/" + path, Array(text.utf8), mode: 0o644)
        }
        return try Apply.run(
            directory: directory, store: location, author: author, beforeStore: beforeStore)
    }
}
