// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// Compares mailboxes, their access and their rules.
extension SettingsDifference {
    mutating func compareMailboxes(_ old: [MailboxSettings], _ new: [MailboxSettings]) {
        var renamed: Set<String> = []
        for mailbox in new.sorted(by: { $0.name < $1.name }) {
            let place = "[mailboxes.\(mailbox.name)]"
            var before = old.first { $0.name == mailbox.name }
            if before == nil, let name = mailbox.renamedFrom {
                before = old.first { $0.name == name }
                if before != nil {
                    renamed.insert(name)
                    note("~", "\(place) renamed from \"\(name)\"")
                }
            }
            if before == nil {
                note("+", place)
                compare("\(place) label", nil, quoted(mailbox.label))
                compare("\(place) address", nil, quoted(mailbox.address))
            }
            compare(
                before
                    ?? MailboxSettings(
                        name: mailbox.name, label: mailbox.label, address: mailbox.address),
                mailbox, place: place)
        }
        for mailbox in old.sorted(by: { $0.name < $1.name })
        where !renamed.contains(mailbox.name) && !new.contains(where: { $0.name == mailbox.name }) {
            note("-", "[mailboxes.\(mailbox.name)] (archived: its mail stays readable)")
        }
    }

    private mutating func compare(
        _ old: MailboxSettings, _ new: MailboxSettings, place: String
    ) {
        compare("\(place) label", quoted(old.label), quoted(new.label))
        compare("\(place) address", quoted(old.address), quoted(new.address))
        compareList("\(place) aliases", old.aliases, new.aliases)
        compare("\(place) language", quoted(old.language), quoted(new.language))
        compare("\(place) shadow", "\(old.isShadow)", "\(new.isShadow)")
        compare("\(place) notify", old.notify.rawValue, new.notify.rawValue)
        compare("\(place) reopen", old.reopen.rawValue, new.reopen.rawValue)
        compareList(
            "\(place) convert-kinds", old.convertKinds.map(\.rawValue),
            new.convertKinds.map(\.rawValue))
        compareList("\(place) forms", old.forms, new.forms)
        compareList("\(place) own-lists", old.ownLists, new.ownLists)
        compare("\(place) reply-token", "\(old.hasReplyToken)", "\(new.hasReplyToken)")
        compare(
            "\(place) cc-participants", "\(old.hasCcParticipants)", "\(new.hasCcParticipants)")
        compare("\(place) action type", old.action.kind.rawValue, new.action.kind.rawValue)
        compare("\(place) action owner", old.action.owner, new.action.owner)
        compare("\(place) action assign-to", old.action.assignTo, new.action.assignTo)
        compare("\(place) action status", old.action.status, new.action.status)
        compare("\(place) action priority", old.action.priority, new.action.priority)
        compare("\(place) action source", old.action.source, new.action.source)
        compareList("\(place) action tags", old.action.tags, new.action.tags)
        for level in AccessLevel.allCases {
            compareAccess("\(place) \(level.rawValue)", level, old.access, new.access)
        }
        compareRules("\(place) auto-response", old.rules, new.rules)
    }

    /// Compares grants, whose order has no meaning.
    private mutating func compareAccess(
        _ what: String, _ level: AccessLevel, _ old: [AccessGrant], _ new: [AccessGrant]
    ) {
        let before = Set(old.filter { $0.level == level }.map(text))
        let after = Set(new.filter { $0.level == level }.map(text))
        for holder in before.subtracting(after).sorted() { note("-", "\(what): \(holder)") }
        for holder in after.subtracting(before).sorted() { note("+", "\(what): \(holder)") }
    }

    private func text(_ grant: AccessGrant) -> String {
        switch grant.holder {
        case .role(let name): "role \(name)"
        case .user(let name): "user \(name)"
        }
    }

    private mutating func compareRules(
        _ what: String, _ old: [AutoResponseRule], _ new: [AutoResponseRule]
    ) {
        for rule in old where !new.contains(where: { $0.name == rule.name }) {
            note("-", "\(what) \(quoted(rule.name))")
        }
        for rule in new {
            let place = "\(what) \(quoted(rule.name))"
            let before = old.first { $0.name == rule.name }
            if before == nil {
                note("+", place)
                compare("\(place) template", nil, rule.template)
            }
            let base = before ?? AutoResponseRule(name: rule.name, template: rule.template)
            compare("\(place) active", "\(base.isActive)", "\(rule.isActive)")
            compare("\(place) template", base.template, rule.template)
            compare(
                "\(place) on", list(base.on.map(\.rawValue)), list(rule.on.map(\.rawValue)))
            compare(
                "\(place) once-per", base.oncePer.map(SettingsDuration.text),
                rule.oncePer.map(SettingsDuration.text))
            compare("\(place) when", base.condition.map(text), rule.condition.map(text))
        }
        let kept = old.map(\.name).filter { name in new.contains { $0.name == name } }
        let order = new.map(\.name).filter { name in old.contains { $0.name == name } }
        if kept != order { compare("\(what) order", list(kept), list(order)) }
    }

    /// Returns a condition in the syntax of the settings file; conditions are at most 32 levels
    /// deep.
    private func text(_ condition: Condition) -> String {
        switch condition {
        case .all(let members): "{ all = [\(text(members))] }"
        case .any(let members): "{ any = [\(text(members))] }"
        case .none(let members): "{ none = [\(text(members))] }"
        case .test(let test):
            "{ field = \(quoted(test.field.text)), \(test.comparison.rawValue) = "
                + "\(text(test.operand)) }"
        }
    }

    private func text(_ conditions: [Condition]) -> String {
        conditions.map(text).joined(separator: ", ")
    }

    private func text(_ operand: ConditionOperand) -> String {
        switch operand {
        case .text(let text): quoted(text)
        case .list(let texts): list(texts)
        case .number(let number): "\(number)"
        case .flag(let flag): "\(flag)"
        }
    }
}
