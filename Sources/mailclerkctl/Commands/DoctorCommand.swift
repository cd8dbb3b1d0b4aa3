// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import Intake
import Platform

/// `doctor`: checks the host.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check the host: permissions, sendmail and mail server configuration.",
        discussion: """
            Each problem is printed with a fix. Exit status: \
            \(ExitStatus.list([.done] + ExitStatus.ofChecks)).
            """)

    @Option("dir", help: "Check the settings in this directory.")
    var config: String = SettingsDirectory.standardPath

    @Option("dir", help: "Check the configuration of Postfix in this directory.")
    var postfix: String?

    @Option("file", help: "Check this configuration file of Exim.")
    var exim: String?

    @Option("file", help: "Check this file of procmail.")
    var procmail: [String] = []

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .owner)
        guard let owner = try Account.numbered(session.storeOwner) else {
            // Without an account for the store owner nothing can be checked; this throws an error.
            return try session.becomeOwner()
        }
        var places = try Doctor.Places(
            store: session.location, settings: config, usualPlacesFor: owner,
            deadlineInSeconds: FilterArguments.usualDeadlineInSeconds)
        if let postfix { places.postfix = postfix }
        if let exim { places.exim = exim }
        if !procmail.isEmpty { places.procmail = procmail }
        let results = try Doctor.run(
            places, owner: owner, now: session.clock.now(), beforeStore: session.becomeOwner)
        try CheckReport.write(results, to: session)
    }
}
