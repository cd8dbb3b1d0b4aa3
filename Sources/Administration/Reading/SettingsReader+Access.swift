// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Reads `[roles]`, `[users]` and the access of mailboxes, for `apply --access`.
extension SettingsReader {
    mutating func readRoles() -> [String: [String]] {
        guard var table = root.table("roles") else { return [:] }
        var roles: [String: [String]] = [:]
        for name in table.keys {
            // A role with invalid members is still a known name.
            roles[name] = []
            guard let members = table.lines(name) else { continue }
            if members.value.isEmpty, case .array(let list)? = table.take(name)?.content,
                list.isEmpty
            {
                diagnostics.warning(members.position, "the role \"\(name)\" has no members")
            }
            var kept: [String] = []
            for member in members.value where !kept.contains(member) {
                let login =
                    member.utf8.first == UInt8(ascii: "%") ? member.dropFirst() : member[...]
                guard SettingsReader.isLoginName(login) else {
                    diagnostics.error(
                        members.position,
                        "\"\(name)\" must list login names and groups such as \"%helpdesk\", not"
                            + " \"\(member)\"")
                    continue
                }
                kept.append(member)
            }
            roles[name] = kept
        }
        return roles
    }

    mutating func readUsers() -> [User] {
        root.namedTables("users").map { name, table in
            var table = table
            var user = User(name: name)
            if !SettingsReader.isLoginName(name[...]) {
                diagnostics.error(table.position, "\"\(name)\" is not a valid login name")
            }
            user.fullName = table.line("name")?.value
            if let address = table.line("address") {
                user.address = address.value
                _ = readAddress(address, named: "address")
            }
            if let signature = table.line("signature") {
                user.signature = signature.value
                if signature.value.utf8.contains(UInt8(ascii: "/")) {
                    diagnostics.error(
                        signature.position,
                        "\"signature\" must be the name of a file in templates/, not a path")
                }
            }
            table.finish()
            return user
        }
    }

    /// Warns about missing signatures, which do not prevent work.
    mutating func checkSignatures() {
        for (name, table) in root.namedTables("users") {
            guard let file = settings.users.first(where: { $0.name == name })?.signature,
                !file.utf8.contains(UInt8(ascii: "/")), !referencedFiles.looseFiles.contains(file)
            else { continue }
            diagnostics.warning(
                table.position(of: "signature"), "no such file: templates/\(file)")
        }
    }

    /// Reads `read`, `reply` and `manage` of one mailbox.
    func readAccess(from table: inout TableReader) -> [AccessGrant] {
        var grants: [AccessGrant] = []
        for level in AccessLevel.allCases {
            guard var entry = table.table(level.rawValue) else { continue }
            for role in entry.lines("roles")?.value ?? [] {
                if settings.roles[role] == nil {
                    diagnostics.error(
                        entry.position(of: "roles"),
                        "unknown role \"\(role)\""
                            + SpellingSuggestion.hint(for: role, among: settings.roles.keys))
                }
                grants.append(AccessGrant(level: level, holder: .role(role)))
            }
            for user in entry.lines("users")?.value ?? [] {
                if !SettingsReader.isLoginName(user[...]) {
                    let hint =
                        user.utf8.first == UInt8(ascii: "%")
                        ? "; add groups to a role" : ""
                    diagnostics.error(
                        entry.position(of: "users"),
                        "\"users\" must list login names, not \"\(user)\"\(hint)")
                }
                grants.append(AccessGrant(level: level, holder: .user(user)))
            }
            entry.finish()
        }
        var kept: [AccessGrant] = []
        for grant in grants where !kept.contains(grant) { kept.append(grant) }
        return kept
    }

    /// Reads an address; reports an error and returns nil if it is not a deliverable address.
    func readAddress(_ text: Located<String>, named key: String) -> Address? {
        guard let address = Address.parse(text.value), address.displayName == nil,
            !text.value.utf8.contains(UInt8(ascii: "<")), address.isValidForEnvelope
        else {
            diagnostics.error(
                text.position,
                "\"\(key)\" must be an address such as \"support@example.com\","
                    + " not \"\(text.value)\"")
            return nil
        }
        return address
    }

    /// Returns whether a system could have a user or group with this name.
    static func isLoginName(_ name: Substring) -> Bool {
        guard let first = name.unicodeScalars.first, first != "-", first != "%" else {
            return false
        }
        return name.unicodeScalars.allSatisfy { scalar in
            !scalar.properties.isWhitespace && scalar.properties.generalCategory != .control
                && scalar != ":" && scalar != "," && scalar != "/"
        }
    }
}
