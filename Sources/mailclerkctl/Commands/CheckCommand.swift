// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Administration
import ArgumentParser
import Platform

/// `check`: checks the store quickly.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check the store quickly, for monitoring.",
        discussion: "Exit status: \(ExitStatus.list([.done] + ExitStatus.ofChecks)).")

    @Flag(
        help: "Print one line for Nagios, with performance data; the status may also be 3, unknown."
    )
    var nagios = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody, usesSudo: !nagios)
        try session.becomeOwner()
        if !nagios { session.warnOfEmergencyMail() }
        var results = Check.run(session.location, now: session.clock.now())
        if !session.caller.viewer.isOwner { results = results.map(\.withoutCounts) }
        guard nagios else { return try CheckReport.write(results, to: session) }
        let report = NagiosReport(results)
        session.output.line(report.line)
        session.output.finish()
        if report.exitStatus != .done { throw ExitCode(report.exitStatus) }
    }
}
