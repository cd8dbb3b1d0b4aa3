// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import Submission
import SystemMailbox
import Template

extension Rendering {
    /// Whether the answer can't be rendered before a program has made its record; the verdict says
    /// so then.
    func mustWait(
        _ verdict: inout Verdict, rule: AutoResponseRule, record: Record?
    ) throws -> Bool {
        guard record == nil, verdict.action.will != .none,
            case .program(let name) = verdict.action.kind,
            try usesRecord(template: rule.template)
        else { return false }
        verdict.reply.why += "; it waits for the record of \(name)"
        return true
    }

    /// Whether a text of the template, or a partial that it takes in, names the program's record.
    private func usesRecord(template: String) throws -> Bool {
        var waiting = try store.templates(.reply, named: template).flatMap { source in
            [source.body] + source.fields.map(\.value)
        }
        var partials: [TemplateSource]?
        var taken: Set<String> = []
        while let text = waiting.popLast() {
            // What is no template degrades the message when it is rendered, now.
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
