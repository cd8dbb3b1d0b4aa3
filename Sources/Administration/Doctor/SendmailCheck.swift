// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// The sendmail of the settings in force: missing, closed to the pipe's user, or not to be trusted.
enum SendmailCheck {
    static func results(store: Store, owner: Account) -> [CheckResult] {
        guard let sendmail = try? store.globalSettings().replies.sendmail.first else { return [] }
        let status = (try? ConfigurationText.read("/proc/self/status")) ?? []
        return [result(sendmail: sendmail, owner: owner)] + privileges(status: status)
    }

    /// Whether programs get no new rights here, by a line of /proc/self/status.
    static func privileges(status: [String]) -> [CheckResult] {
        guard status.contains("NoNewPrivs:\t1") else { return [] }
        return [
            CheckResult(
                level: .error, name: "sendmail",
                message: "programs get no new rights here, so Postfix's sendmail can't queue mail",
                remedy: "take NoNewPrivileges= and what implies it out of the unit")
        ]
    }

    static func result(sendmail: String, owner: Account) -> CheckResult {
        let problem =
            ProgramPath.problem(sendmail, user: owner)
            ?? TrustedFile.problem(path: sendmail, owner: owner.uid)?.description
        guard let problem else {
            return CheckResult(
                level: .ok, name: "sendmail", message: "\(owner.name) may run \(sendmail)")
        }
        return CheckResult(
            level: .error, name: "sendmail", message: "replies can't be sent: \(problem)",
            remedy: "install a mail server, or set sendmail in [replies] and apply")
    }
}
