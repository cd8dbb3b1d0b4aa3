// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Platform
import Store
import SystemMailbox

/// The settings directory and the store of a new site, as `init` makes them.
package enum InitialSite {
    /// Why a site can't be made.
    package enum Refusal: Error, Equatable, Sendable, CustomStringConvertible {
        /// Something is there already, which is never overwritten.
        case exists(path: String)
        /// No address can have this domain.
        case noDomain(String)

        /// A sentence for people.
        package var description: String {
            switch self {
            case .exists(let path): "\(path) exists already; init overwrites nothing"
            case .noDomain(let domain): "no address can be at “\(domain)”"
            }
        }
    }

    /// The domain of a site that has none of its own yet.
    package static let exampleDomain = "example.com"

    /// Writes commented settings and templates, then applies them for the first time.
    ///
    /// - Parameters:
    ///   - directory: The settings directory; made (0755) if it is missing.
    ///   - location: Where the store will be; it must not exist.
    ///   - domain: The domain of the addresses in the settings.
    ///   - author: Who makes the site.
    ///   - beforeStore: As for ``Apply/run(directory:store:options:author:beforeStore:)``.
    /// - Returns: What the first apply found and did.
    /// - Throws: ``Refusal`` when anything is there already, or the domain is none; then nothing is
    ///   written. What ``Apply/run(directory:store:options:author:beforeStore:)`` throws.
    package static func create(
        directory: String, store location: StoreLocation, domain: String = exampleDomain,
        author: Apply.Author, beforeStore: (UInt32) throws -> Void = { _ in }
    ) throws -> ApplyOutcome {
        // A quote would end the text that holds it in the settings.
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
