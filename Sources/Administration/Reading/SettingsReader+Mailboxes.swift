// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Reads `[mailboxes.NAME]` and its action.
extension SettingsReader {
    mutating func readMailbox(
        _ name: String, from table: inout TableReader
    ) -> MailboxSettings {
        var mailbox = MailboxSettings(name: name, label: name, address: "")
        if let label = table.line("label") { mailbox.label = label.value }
        readAddresses(of: &mailbox, from: &table)
        if let language = table.line("language") {
            mailbox.language = language.value.lowercased()
            if !LanguageTag.isPlausible(language.value) {
                diagnostics.error(
                    language.position,
                    "\"language\" must be a language tag such as \"en\" or \"de-AT\","
                        + " not \"\(language.value)\"")
            }
        }
        mailbox.isShadow = table.flag("shadow") ?? mailbox.isShadow
        mailbox.access = readAccess(from: &table)
        mailbox.notify =
            table.choice("notify", among: MailboxSettings.Notify.allCases) ?? mailbox.notify
        mailbox.reopen =
            table.choice("reopen", among: MailboxSettings.Reopen.allCases) ?? mailbox.reopen
        mailbox.convertKinds =
            table.choices("convert-kinds", among: EmailKind.allCases) ?? mailbox.convertKinds
        if let forms = table.lines("forms") {
            mailbox.forms = forms.value
            for form in forms.value {
                _ = readAddress(Located(value: form, position: forms.position), named: "forms")
            }
        }
        mailbox.ownLists = table.lines("own-lists")?.value ?? mailbox.ownLists
        mailbox.hasReplyToken = table.flag("reply-token") ?? mailbox.hasReplyToken
        if mailbox.hasReplyToken, !hasRoomForToken(mailbox.address) {
            diagnostics.error(
                table.position(of: "reply-token"),
                settings.recipientDelimiter.isEmpty
                    ? "\"reply-token\" requires a \"recipient-delimiter\""
                    : "the local part of \"\(mailbox.address)\" is too long for a reply token")
        }
        mailbox.hasCcParticipants = table.flag("cc-participants") ?? mailbox.hasCcParticipants
        mailbox.renamedFrom = table.line("renamed-from")?.value
        mailbox.action = readAction(from: &table)
        mailbox.rules = readRules(of: mailbox, from: &table)
        return mailbox
    }

    /// Returns whether a delimiter and a token can be added to an address.
    ///
    /// Invalid addresses are reported elsewhere.
    private func hasRoomForToken(_ address: String) -> Bool {
        guard Address.parse(address) != nil else { return true }
        return AddressPattern.extended(
            address, by: String(repeating: "a", count: SignedToken.length),
            delimiter: settings.recipientDelimiter) != nil
    }

    private mutating func readAddresses(
        of mailbox: inout MailboxSettings, from table: inout TableReader
    ) {
        if let text = table.line("address") {
            mailbox.address = text.value
            if let address = readAddress(text, named: "address") {
                if address.localPart == "*" {
                    diagnostics.error(
                        text.position,
                        "\"address\" must not be a wildcard; add wildcards to \"aliases\"")
                }
                note(address, written: text.value, of: mailbox, at: text.position)
            }
        } else if !table.has("address") {
            diagnostics.error(table.position, "missing \"address\" in mailbox \"\(mailbox.name)\"")
        }
        guard let aliases = table.lines("aliases") else { return }
        mailbox.aliases = aliases.value
        for alias in aliases.value {
            let text = Located(value: alias, position: aliases.position)
            if let address = readAddress(text, named: "aliases") {
                note(address, written: alias, of: mailbox, at: aliases.position)
            }
        }
    }

    private mutating func note(
        _ address: Address, written: String, of mailbox: MailboxSettings,
        at position: SourcePosition
    ) {
        addresses.add(
            AddressBook.Entry(
                written: written, address: address, mailbox: mailbox.name, position: position))
    }

    private func readAction(from table: inout TableReader) -> Action {
        var action = Action()
        guard var entry = table.table("action") else { return action }
        action.kind = readKind(from: &entry) ?? .none
        action.owner = readLogin("owner", from: &entry)
        action.assignTo = readLogin("assign-to", from: &entry)
        if let status = entry.line("status") {
            action.status = status.value
            let known = settings.statuses.open + settings.statuses.closed
            if action.kind == .case, !known.contains(status.value) {
                diagnostics.error(
                    status.position,
                    "unknown status \"\(status.value)\""
                        + SpellingSuggestion.hint(for: status.value, among: known))
            }
        }
        action.priority = entry.line("priority")?.value ?? action.priority
        action.source = entry.line("source")?.value ?? action.source
        action.tags = entry.lines("tags")?.value ?? action.tags
        let idle: [String] =
            switch action.kind {
            case .none: ["owner", "assign-to", "status", "priority", "source", "tags"]
            case .program: ["status", "priority", "source", "tags"]
            case .lead: ["assign-to", "priority", "tags"]
            case .case: []
            }
        for key in idle where entry.has(key) {
            diagnostics.warning(
                entry.position(of: key),
                "\"\(key)\" has no effect with action type \"\(action.kind.rawValue)\"")
        }
        entry.finish()
        return action
    }

    private func readLogin(_ key: String, from entry: inout TableReader) -> String? {
        guard let name = entry.line(key) else { return nil }
        if !SettingsReader.isLoginName(name.value[...]) {
            diagnostics.error(
                name.position, "\"\(key)\" must be a login name, not \"\(name.value)\"")
        }
        return name.value
    }
}
