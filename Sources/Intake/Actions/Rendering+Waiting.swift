// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import Submission
import SystemMailbox
import Template

extension Rendering {
    /// Returns the program whose record the reply needs before it can be rendered, or nil if it
    /// needs none.
    func awaitedProgram(
        _ action: Verdict.ActionChoice, rule: AutoResponseRule, record: Record?
    ) throws -> String? {
        guard record == nil, action.will != .none, case .program(let name) = action.kind,
            try usesRecord(template: rule.template)
        else { return nil }
        return name
    }

    /// Returns whether a text of the template, or a partial that it includes, uses the program's
    /// record.
    private func usesRecord(template: String) throws -> Bool {
        var waiting = try store.templates(.reply, named: template).flatMap { source in
            [source.body] + source.fields.map(\.value)
        }
        var partials: [TemplateSource]?
        var taken: Set<String> = []
        while let text = waiting.popLast() {
            // An invalid template degrades the message when it is rendered now.
            guard let template = try? Template(parsing: text) else { continue }
            if template.names.contains(where: { Self.isOfRecord($0.name) }) { return true }
            for partial in template.partialNames where taken.insert(partial.name).inserted {
                let all = try partials ?? store.partials()
                partials = all
                waiting += all.filter { $0.name == partial.name }.map(\.body)
            }
        }
        return false
    }

    private static func isOfRecord(_ name: String) -> Bool {
        name == "record" || name.utf8.starts(with: "record.".utf8)
    }
}
