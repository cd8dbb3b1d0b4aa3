// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// Checks a host for problems that could stop mail from arriving or replies from leaving.
package enum Doctor {
    /// The files and directories to check.
    package struct Places: Sendable {
        /// The location of the store.
        package var store: StoreLocation
        /// The directory of `mailclerk.toml`.
        package var settings: String
        /// The directory of Postfix's `main.cf` and `master.cf`; nil without Postfix.
        package var postfix: String?
        /// Exim's configuration file; nil without Exim.
        package var exim: String?
        /// The configuration files of procmail.
        package var procmail: [String]
        /// The filter's deadline if its command line sets none, in seconds.
        package var deadlineInSeconds: Int

        /// Creates a list of files and directories.
        package init(
            store: StoreLocation, settings: String, postfix: String? = nil, exim: String? = nil,
            procmail: [String] = [], deadlineInSeconds: Int
        ) {
            self.store = store
            self.settings = settings
            self.postfix = postfix
            self.exim = exim
            self.procmail = procmail
            self.deadlineInSeconds = deadlineInSeconds
        }
    }

    /// Runs all checks.
    ///
    /// - Parameters:
    ///   - places: The files and directories to check.
    ///   - owner: The store owner, as whom mail servers must run the filter.
    ///   - now: Microseconds since 1970, UTC.
    ///   - beforeStore: A closure called after the mail servers' files have been read and before
    ///     the store is opened; root becomes the store owner here.
    /// - Returns: At least one result for each check; a check that cannot be done is also a result.
    /// - Throws: The errors of `beforeStore`.
    package static func run(
        _ places: Places, owner: Account, now: Int64, beforeStore: () throws -> Void = {}
    ) throws -> [CheckResult] {
        var results = mailServers(places, owner: owner)
        results += StoreFilesCheck.results(places.store, owner: owner)
        // A server's disk is not for this host to judge.
        if let file = places.store.filePath {
            results += SizeLimitCheck.result(storeFile: file, limit: FileSystem.fileSizeLimit)
            results.append(NetworkCheck.result(storeFile: file))
        }
        let files = SettingsDirectory.load(places.settings, storeOwner: owner.uid)
        try beforeStore()
        if let store = try? Store.open(places.store) {
            results.append(
                AppliedCheck.result(loaded: files, directory: places.settings, store: store))
            results += SendmailCheck.results(store: store, owner: owner)
        }
        return results + Check.run(places.store, now: now)
    }

    private static func mailServers(_ places: Places, owner: Account) -> [CheckResult] {
        var results: [CheckResult] = []
        if let directory = places.postfix {
            results += check("postfix", directory) {
                let postfix = try PostfixSetup(directory: directory)
                guard postfix.runsFilter else { return nil }
                return PostfixServiceCheck.results(
                    postfix, owner: owner, deadlineInSeconds: places.deadlineInSeconds)
                    + AliasCheck.results(
                        postfix, owner: owner, deadlineInSeconds: places.deadlineInSeconds)
                    + (places.store.filePath.map {
                        SizeLimitCheck.results(postfix, storeFile: $0)
                    } ?? [])
            }
        }
        if let file = places.exim {
            results += check("exim", file) {
                let transports = try EximTransport.all(in: ConfigurationText.read(file))
                guard !transports.isEmpty else { return nil }
                return EximCheck.results(
                    transports, file: file, owner: owner,
                    deadlineInSeconds: places.deadlineInSeconds)
            }
        }
        for file in places.procmail {
            results += check("procmail", file) {
                let recipes = try ProcmailRecipe.all(in: ConfigurationText.read(file))
                return recipes.isEmpty ? nil : ProcmailCheck.results(recipes, file: file)
            }
        }
        guard results.isEmpty else { return results }
        return [
            CheckResult(
                level: .ok, name: "mail-server",
                message: "found no Postfix, Exim or procmail; use the options to name their files"
                    + " in other places")
        ]
    }

    /// Runs the checks of one mail server; without a finding, reports that the check was successful
    /// or that the server does not run the filter.
    private static func check(
        _ name: String, _ place: String, _ check: () throws -> [CheckResult]?
    ) -> [CheckResult] {
        do {
            guard let results = try check() else {
                return [
                    CheckResult(
                        level: .ok, name: name, message: "nothing in \(place) runs the filter")
                ]
            }
            guard results.isEmpty else { return results }
            return [CheckResult(level: .ok, name: name, message: "\(place) has no problems")]
        } catch {
            return [
                CheckResult(
                    level: .warning, name: name, message: "\(error)",
                    remedy: "run the doctor as root, or name the right file")
            ]
        }
    }
}
