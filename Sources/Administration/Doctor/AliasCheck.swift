// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Checks aliases that run the filter: their owner, their index file and `owner-` aliases.
enum AliasCheck {
    static func results(
        _ postfix: PostfixSetup, owner: Account, deadlineInSeconds: Int
    ) -> [CheckResult] {
        let names = Set(postfix.aliases.flatMap { $0.entries.map { $0.name.lowercased() } })
        return postfix.aliases.flatMap { table, entries -> [CheckResult] in
            let filterAliases = entries.compactMap { entry in entry.filter.map { (entry.name, $0) }
            }
            guard let (_, command) = filterAliases.first else { return [] }
            var results = ownership(of: table, owner: owner)
            for (name, _) in filterAliases where names.contains("owner-\(name.lowercased())") {
                results.append(
                    CheckResult(
                        level: .error, name: "alias-owner",
                        message: "the alias owner-\(name) exists, so the sender of mail for"
                            + " \(name) is replaced",
                        remedy: "remove the alias owner-\(name) and run postalias"))
            }
            results += TimeLimitCheck.results(
                limit: postfix.seconds("command_time_limit"),
                setting: "\(postfix.directory)/main.cf: command_time_limit",
                deadline: filterAliases.map { $0.1.deadlineInSeconds ?? deadlineInSeconds }.max()
                    ?? deadlineInSeconds)
            if let problem = command.problem(name: "program", place: table.path, user: owner) {
                results.append(problem)
            }
            return results
        }
    }

    private static func ownership(
        of table: PostfixAliasTable, owner: Account
    ) -> [CheckResult] {
        func error(_ message: String, _ remedy: String) -> [CheckResult] {
            [CheckResult(level: .error, name: "alias-owner", message: message, remedy: remedy)]
        }
        do throws(SystemError) {
            guard let index = try FileSystem.status(table.indexPath) else {
                return error(
                    "\(table.indexPath) does not exist, so its aliases have no effect",
                    "postalias \(table.path)")
            }
            guard index.owner == owner.uid else {
                let other = try Account.numbered(index.owner)?.name ?? "user \(index.owner)"
                return error(
                    "\(table.indexPath) belongs to \(other), so Postfix runs mailclerk as"
                        + " \(index.owner == 0 ? "nobody" : other), not as \(owner.name)",
                    "chown \(owner.name) \(table.path) and its directory, then postalias"
                        + " \(table.path); the table must contain only mailclerk's addresses")
            }
            guard let text = try FileSystem.status(table.path), text.modifiedAt > index.modifiedAt
            else { return [] }
            return [
                CheckResult(
                    level: .warning, name: "alias-owner",
                    message: "\(table.path) was changed after \(table.indexPath) was built",
                    remedy: "postalias \(table.path)")
            ]
        } catch {
            return [
                CheckResult(
                    level: .warning, name: "alias-owner", message: error.description,
                    remedy: "run the doctor as root")
            ]
        }
    }
}
