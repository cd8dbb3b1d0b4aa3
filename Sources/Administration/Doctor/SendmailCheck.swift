// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// Checks the current sendmail program: it must exist, be executable by the pipe's user and be
/// safe.
enum SendmailCheck {
    static func results(store: Store, owner: Account) -> [CheckResult] {
        guard let sendmail = try? store.globalSettings().replies.sendmail.first else { return [] }
        let status = (try? ConfigurationText.read("/proc/self/status")) ?? []
        return [result(sendmail: sendmail, owner: owner)] + privileges(status: status)
    }

    /// Checks whether NoNewPrivileges is set, from the lines of /proc/self/status.
    static func privileges(status: [String]) -> [CheckResult] {
        guard status.contains("NoNewPrivs:\t1") else { return [] }
        return [
            CheckResult(
                level: .error, name: "sendmail",
                message: "NoNewPrivileges is set, so Postfix's sendmail cannot queue mail",
                remedy: "remove NoNewPrivileges= and options that imply it from the unit")
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
            level: .error, name: "sendmail", message: "replies cannot be sent: \(problem)",
            remedy: "install a mail server, or set sendmail in [replies] and apply")
    }
}
