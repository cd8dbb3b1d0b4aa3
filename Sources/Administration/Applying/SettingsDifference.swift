// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// The human-readable changes between two versions of the settings.
///
/// Each line begins with `+` for an addition, `-` for a removal and `~` for a change.
package struct SettingsDifference {
    private(set) var lines: [String] = []

    /// Returns the lines for a change from `old` to `new`.
    ///
    /// - Parameters:
    ///   - old: The current settings; nil if none have been applied, so that every difference from
    ///     the defaults is an addition.
    ///   - new: The future settings.
    /// - Returns: One line for each change; empty if there are none.
    package static func lines(old: Settings?, new: Settings) -> [String] {
        var difference = SettingsDifference()
        difference.compareSite(old ?? Settings(), new)
        difference.compareAccounts(old ?? Settings(), new)
        difference.comparePrograms(old?.programs ?? [], new.programs)
        difference.compareMailboxes(old?.mailboxes ?? [], new.mailboxes)
        difference.compareTemplates(old?.templates ?? [], new.templates)
        return difference.lines
    }

    /// Summarises lines in one line.
    ///
    /// - Parameter lines: The result of ``lines(old:new:)``.
    /// - Returns: All lines if there are at most three, else the first three and the number of
    ///   others.
    package static func summary(of lines: [String]) -> String {
        let shown = lines.prefix(3).joined(separator: "; ")
        return lines.count > 3 ? "\(shown); and \(lines.count - 3) more" : shown
    }

    /// Compares a value that may be added, removed or changed; nil means no value.
    mutating func compare(_ what: String, _ old: String?, _ new: String?) {
        switch (old, new) {
        case (nil, nil): break
        case (nil, let new?): lines.append("+ \(what): \(new)")
        case (let old?, nil): lines.append("- \(what): \(old)")
        case (let old?, let new?):
            if old != new { lines.append("~ \(what): \(old) -> \(new)") }
        }
    }

    /// Adds a line for an addition or removal without a value.
    mutating func note(_ sign: Character, _ what: String) {
        lines.append("\(sign) \(what)")
    }

    /// Compares the members of a list; compares their order only if nothing else changed.
    mutating func compareList(_ what: String, _ old: [String], _ new: [String]) {
        guard old != new else { return }
        for member in old where !new.contains(member) { note("-", "\(what): \(quoted(member))") }
        for member in new where !old.contains(member) { note("+", "\(what): \(quoted(member))") }
        if old.count == new.count, Set(old) == Set(new) {
            compare("\(what) (order)", list(old), list(new))
        }
    }

    func quoted(_ text: String) -> String {
        DiagnosticCollector.oneLine("\"\(text)\"")
    }

    func list(_ texts: [String]) -> String {
        "[" + texts.map(quoted).joined(separator: ", ") + "]"
    }

    private mutating func compareSite(_ old: Settings, _ new: Settings) {
        compare(
            "recipient-delimiter", quoted(old.recipientDelimiter), quoted(new.recipientDelimiter))
        compare(
            "default-mailbox", old.defaultMailbox.map(quoted), new.defaultMailbox.map(quoted))
        let (before, after) = (old.replies, new.replies)
        compare("[replies] sendmail", list(before.sendmail), list(after.sendmail))
        compare("[replies] limit", text(before.limit), text(after.limit))
        compare("[replies] daily-limit", text(before.dailyLimit), text(after.dailyLimit))
        compare("[replies] total-limit", text(before.totalLimit), text(after.totalLimit))
        compareList(
            "[replies] trusted-authserv-ids", before.trustedAuthservIDs, after.trustedAuthservIDs)
        compare(
            "[replies] unauthenticated", before.unauthenticated.rawValue,
            after.unauthenticated.rawValue)
        compareList("[replies] spam", before.spam, after.spam)
        compare("[statuses] open", list(old.statuses.open), list(new.statuses.open))
        compare("[statuses] closed", list(old.statuses.closed), list(new.statuses.closed))
        for name in Set(old.organization.keys).union(new.organization.keys).sorted() {
            compare(
                "[organization] \(name)", old.organization[name].map(quoted),
                new.organization[name].map(quoted))
        }
    }

    private func text(_ limit: RateLimit) -> String {
        "\(limit.count) within \(SettingsDuration.text(limit.within))"
    }

    private mutating func compareAccounts(_ old: Settings, _ new: Settings) {
        for name in Set(old.roles.keys).union(new.roles.keys).sorted() {
            if old.roles[name] == nil { note("+", "[roles] \(name)") }
            if new.roles[name] == nil { note("-", "[roles] \(name)") }
            compareList("[roles] \(name)", old.roles[name] ?? [], new.roles[name] ?? [])
        }
        for name in Set((old.users + new.users).map(\.name)).sorted() {
            let before = old.users.first { $0.name == name }
            let after = new.users.first { $0.name == name }
            if before == nil { note("+", "[users.\(name)]") }
            if after == nil { note("-", "[users.\(name)]") }
            compare(
                "[users.\(name)] name", before?.fullName.map(quoted), after?.fullName.map(quoted))
            compare(
                "[users.\(name)] address", before?.address.map(quoted), after?.address.map(quoted))
            compare(
                "[users.\(name)] signature", before?.signature.map(quoted),
                after?.signature.map(quoted))
        }
    }

    private mutating func comparePrograms(_ old: [ActionProgram], _ new: [ActionProgram]) {
        for name in Set((old + new).map(\.name)).sorted() {
            let before = old.first { $0.name == name }
            let after = new.first { $0.name == name }
            guard let after else {
                note("-", "[actions.\(name)]")
                continue
            }
            compare(
                "[actions.\(name)] command", before.map { list($0.command) }, list(after.command))
            compare(
                "[actions.\(name)] timeout", before.map { SettingsDuration.text($0.timeout) },
                SettingsDuration.text(after.timeout))
        }
    }

    private mutating func compareTemplates(_ old: [TemplateSource], _ new: [TemplateSource]) {
        let before = Dictionary(old.map { (path(of: $0), $0) }) { first, _ in first }
        let after = Dictionary(new.map { (path(of: $0), $0) }) { first, _ in first }
        for path in Set(before.keys).union(after.keys).sorted() {
            switch (before[path], after[path]) {
            case (nil, _): note("+", path)
            case (_, nil): note("-", path)
            case (let left?, let right?) where left != right:
                let parts = [
                    left.fields == right.fields ? nil : "header",
                    left.body == right.body ? nil : "text",
                ]
                note("~", "\(path): \(parts.compactMap { $0 }.joined(separator: " and "))")
            default: break
            }
        }
    }

    private func path(of template: TemplateSource) -> String {
        switch template.purpose {
        case .reply:
            "templates/\(template.name)/\(template.language).\(template.form.rawValue)"
        case .saved:
            "templates/saved/\(template.name)/\(template.language).\(template.form.rawValue)"
        case .partial: "templates/partials/\(template.name) (\(template.form.rawValue))"
        }
    }
}
