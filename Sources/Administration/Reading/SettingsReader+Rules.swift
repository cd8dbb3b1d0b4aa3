// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// Reads `[[mailboxes.NAME.auto-responses]]`.
extension SettingsReader {
    func readRules(
        of mailbox: MailboxSettings, from table: inout TableReader
    ) -> [AutoResponseRule] {
        var rules: [AutoResponseRule] = []
        var firstLines: [String: Int] = [:]
        /// For each occasion, the rule that always replies.
        var final: [AutoResponseRule.Occasion: String] = [:]
        for reader in table.tables("auto-responses") {
            var reader = reader
            let rule = readRule(from: &reader, in: mailbox)
            reader.finish()
            if let first = firstLines[rule.name] {
                diagnostics.error(
                    reader.position(of: "name"),
                    "duplicate rule \"\(rule.name)\" (first at line \(first))")
            } else if !rule.name.isEmpty {
                firstLines[rule.name] = reader.position(of: "name").line
            }
            rules.append(rule)
            guard rule.isActive else { continue }
            let earlier = rule.on.compactMap { final[$0] }
            if let first = earlier.first, earlier.count == rule.on.count {
                diagnostics.warning(
                    reader.position,
                    "rule \"\(rule.name)\" never replies, because \"\(first)\" before it always does"
                )
            }
            guard rule.condition == nil, rule.oncePer == nil, !reader.has("when"),
                !reader.has("once-per")
            else { continue }
            for occasion in rule.on where final[occasion] == nil { final[occasion] = rule.name }
        }
        return rules
    }

    private func readRule(
        from table: inout TableReader, in mailbox: MailboxSettings
    ) -> AutoResponseRule {
        let name = table.line("name")
        if name == nil, !table.has("name") {
            diagnostics.error(table.position, "missing \"name\" in the rule")
        }
        let template = table.line("template")
        if let template {
            checkTemplate(template, language: mailbox.language)
        } else if !table.has("template") {
            diagnostics.error(table.position, "missing \"template\" in the rule")
        }
        var rule = AutoResponseRule(name: name?.value ?? "", template: template?.value ?? "")
        rule.isActive = table.flag("active") ?? rule.isActive
        if let occasions = table.choices("on", among: AutoResponseRule.Occasion.allCases) {
            rule.on = occasions
            if occasions.isEmpty, case .array(let list)? = table.take("on")?.content, list.isEmpty {
                diagnostics.error(
                    table.position(of: "on"),
                    "\"on\" must name at least one of \"new\", \"follow-up\"")
            }
        }
        rule.oncePer = table.duration("once-per")
        if let when = table.table("when") { rule.condition = readCondition(from: when, depth: 0) }
        return rule
    }

    private func checkTemplate(_ template: Located<String>, language: String) {
        guard referencedFiles.templateNames.contains(template.value) else {
            diagnostics.error(
                template.position,
                "unknown template \"\(template.value)\""
                    + SpellingSuggestion.hint(
                        for: template.value, among: referencedFiles.templateNames))
            return
        }
        let languages = referencedFiles.templates.filter {
            $0.purpose == .reply && $0.name == template.value
        }.map(\.language)
        guard !languages.isEmpty else { return }
        let base = language.split(separator: "-").first.map(String.init) ?? language
        if !languages.contains(language), !languages.contains(base) {
            diagnostics.warning(
                template.position,
                "template \"\(template.value)\" has no text in the mailbox's language"
                    + " \"\(language)\"")
        }
    }
}
