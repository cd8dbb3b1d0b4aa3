// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// The look at a whole host: what could keep mail from arriving, or answers from leaving.
package enum Doctor {
    /// What there is to look at.
    package struct Places: Sendable {
        /// Where the store is.
        package var store: StoreLocation
        /// The directory of `mailclerk.toml`.
        package var settings: String
        /// Postfix's directory, of `main.cf` and `master.cf`; nil: there is no Postfix.
        package var postfix: String?
        /// Exim's configuration file; nil: there is no Exim.
        package var exim: String?
        /// Files of procmail.
        package var procmail: [String]
        /// The filter's own deadline where its command line gives none, in seconds.
        package var deadlineInSeconds: Int

        /// These places.
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

    /// Looks at everything.
    ///
    /// - Parameters:
    ///   - places: Where to look.
    ///   - owner: The store's owner, as whom mail servers must run the filter.
    ///   - now: Microseconds since 1970, UTC.
    ///   - beforeStore: Called before the store is opened, when the mail servers' files have been read;
    ///     root becomes the owner here.
    /// - Returns: At least one result for each thing looked at; what can't be looked at is one, too.
    /// - Throws: What `beforeStore` throws.
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
            results += look("postfix", directory) {
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
            results += look("exim", file) {
                let transports = try EximTransport.all(in: ConfigurationText.read(file))
                guard !transports.isEmpty else { return nil }
                return EximCheck.results(
                    transports, file: file, owner: owner,
                    deadlineInSeconds: places.deadlineInSeconds)
            }
        }
        for file in places.procmail {
            results += look("procmail", file) {
                let recipes = try ProcmailRecipe.all(in: ConfigurationText.read(file))
                return recipes.isEmpty ? nil : ProcmailCheck.results(recipes, file: file)
            }
        }
        guard results.isEmpty else { return results }
        return [
            CheckResult(
                level: .ok, name: "mail-server",
                message: "none of Postfix, Exim and procmail is seen here; options name their files"
                    + " elsewhere")
        ]
    }

    /// What was found at a place: that nothing is wrong there, if nothing is, or that nothing there
    /// runs the filter.
    private static func look(
        _ name: String, _ place: String, _ look: () throws -> [CheckResult]?
    ) -> [CheckResult] {
        do {
            guard let results = try look() else {
                return [
                    CheckResult(
                        level: .ok, name: name, message: "nothing in \(place) runs the filter")
                ]
            }
            guard results.isEmpty else { return results }
            return [CheckResult(level: .ok, name: name, message: "\(place) is as it should be")]
        } catch {
            return [
                CheckResult(
                    level: .warning, name: name, message: "\(error)",
                    remedy: "run this as root, or name the right place")
            ]
        }
    }
}
