// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Template

/// The names that templates may use.
struct TemplateNames {
    /// The names that always exist, in addition to `organization.*`.
    static let fixed: Set<String> = [
        "email.subject", "email.from.name", "email.from.address", "email.from.first_name",
        "email.date", "email.message_id", "mailbox.label", "mailbox.address", "case.number",
        "case.subject", "case.status", "case.priority", "case.assigned_to", "lead.number",
        "lead.name", "lead.first_name", "lead.last_name", "lead.status", "lead.source",
        "lead.owner", "now", "record.number", "record.url",
    ]

    private let names: Set<String>
    private let objects: Set<String>

    /// Creates the set of all names, with those of `[organization]`.
    init(organization: some Sequence<String>) {
        names = TemplateNames.fixed.union(organization.map { "organization." + $0 })
        var objects: Set<String> = ["organization", "record.fields"]
        for name in names {
            var prefix = Substring(name)
            while let dot = prefix.lastIndex(of: ".") {
                prefix = prefix[..<dot]
                objects.insert(String(prefix))
            }
        }
        self.objects = objects
    }

    /// Returns whether a name can have a value in its context.
    ///
    /// - Parameters:
    ///   - name: A name with the sections around it.
    ///   - isPartial: Whether the name is in a partial, which may be included from any section.
    /// - Returns: False only for names that never have a value.
    func knows(_ name: TemplateName, isPartial: Bool) -> Bool {
        if name.name == "." || isKnown(name.name) { return true }
        // `{{#case}}{{number}}{{/case}}`: a section gives access to the names in its value.
        if name.sections.contains(where: { isKnown(resolved($0, in: name) + "." + name.name) }) {
            return true
        }
        return isPartial && objects.contains { isKnown($0 + "." + name.name) }
    }

    /// Returns the full name of a section: `from` inside `email` is `email.from`.
    private func resolved(_ section: String, in name: TemplateName) -> String {
        if isKnown(section) { return section }
        return name.sections.lazy.map { $0 + "." + section }.first(where: isKnown) ?? section
    }

    private func isKnown(_ name: String) -> Bool {
        // Only the program knows its fields.
        names.contains(name) || objects.contains(name)
            || name.utf8.starts(with: "record.fields.".utf8)
    }

    /// Returns ` (did you mean ...?)` for an unknown name.
    func hint(for name: String) -> String {
        SpellingSuggestion.hint(for: name, among: names)
    }
}
