// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import JSON
import SystemMailbox

/// The view of a verdict in labelled fields: each decision about a message, with its reason.
///
/// The view reads the JSON form, which the journal stores, so that `explain` and `journal` show the
/// same fields.
package struct VerdictView {
    /// The fields.
    package private(set) var fields = FieldsView()
    private let verdict: JSON

    /// Creates the view of a verdict.
    package init(_ verdict: Verdict) { self.init(verdict.json()) }

    /// Creates the view of a verdict in its JSON form.
    package init(_ verdict: JSON) {
        self.verdict = verdict
        addMailbox()
        addAnswer("Store", verdict["store"])
        addThread()
        addAnswer("Reopen", verdict["reopen"])
        addAction()
        addRules()
        addReply()
        for person in verdict["notify"]?.array ?? [] {
            fields.add(
                "Notify", "\(text(person, "user")) at \(text(person, "address"))" + why(person))
        }
        for reason in verdict["degraded"]?.array ?? [] { fields.add("Degraded", reason.string) }
    }

    private mutating func addMailbox() {
        let recipient = verdict["recipient"]?.string.map { ", recipient \($0)" } ?? ""
        let name = text(verdict, "mailbox")
        fields.add(
            "Mailbox",
            [
                Span(name, .link(.mailbox(name))),
                Span(" (by \(text(verdict, "resolved_by"))\(recipient))"),
            ])
        let evidence = text(verdict, "kind_evidence")
        fields.add("Kind", text(verdict, "kind") + (evidence.isEmpty ? "" : " (\(evidence))"))
        if let earlier = verdict["duplicate"]?.integer {
            fields.add(
                "Duplicate", [Span("of "), Span("email \(earlier)", .link(.email(earlier)))])
        }
    }

    private mutating func addAnswer(_ name: String, _ answer: JSON?) {
        guard let answer else { return }
        fields.add(name, (answer["will"]?.bool == true ? "yes" : "no") + why(answer))
    }

    private mutating func addThread() {
        addThreadItself()
        for note in verdict["thread_notes"]?.array ?? [] { fields.add("Note", note.string) }
        if let number = verdict["follows"]?.integer {
            fields.add("Follows", [.record(.case(number))])
        }
    }

    private mutating func addThreadItself() {
        guard let thread = verdict["thread"], !thread.isNull else {
            if verdict["duplicate"]?.integer == nil { fields.add("Thread", "new") }
            return
        }
        var spans = [Span("by \(text(thread, "by"))")]
        if let number = thread["case"]?.integer {
            spans += [Span(", "), .record(.case(number))]
        }
        if let number = thread["lead"]?.integer {
            spans += [Span(", "), .record(.lead(number))]
        }
        spans.append(
            Span(
                thread["verified"]?.bool == true
                    ? ", sender is a participant" : ", sender is not a participant"))
        let merged = thread["merges"]?.array?.count ?? 0
        if merged > 0 {
            spans.append(Span(", merged with \(merged) other thread\(merged == 1 ? "" : "s")"))
        }
        fields.add("Thread", spans)
    }

    private mutating func addAction() {
        guard let action = verdict["action"] else { return }
        let what =
            switch text(action, "will") {
            case "create": "create \(text(action, "type"))"
            case "append": "append to its record"
            default: "none"
            }
        fields.add("Action", what + why(action))
    }

    private mutating func addRules() {
        let rules = verdict["rules"]?.array ?? []
        if rules.isEmpty { fields.add("Rule", "none evaluated") }
        for rule in rules {
            let matched = rule["matched"]?.bool == true ? "matches" : "does not match"
            fields.add("Rule", "\"\(text(rule, "name"))\" \(matched)" + why(rule))
        }
    }

    private mutating func addReply() {
        guard let reply = verdict["reply"] else { return }
        var line = "no"
        if reply["will"]?.bool == true {
            line = "yes"
            if let recipient = reply["to"]?.string { line += ", to \(recipient)" }
            if let rule = reply["rule"]?.string { line += ", rule \"\(rule)\"" }
            if let language = reply["language"]?.string { line += ", in \(language)" }
        }
        fields.add("Reply", line + why(reply))
        let missing = (reply["missing_names"]?.array ?? []).compactMap(\.string)
        fields.add("Empty names", missing.map { "{{\($0)}}" }.joined(separator: ", "))
        fields.add("Held", reply["held"]?.string)
        for veto in reply["vetoes"]?.array ?? [] {
            fields.add("Veto", "\(text(veto, "code")) (\(text(veto, "source")))")
        }
    }

    private func text(_ value: JSON, _ name: String) -> String { value[name]?.string ?? "" }

    /// Returns the reason of a decision in parentheses; empty if there is none.
    private func why(_ value: JSON) -> String {
        let why = text(value, "why")
        return why.isEmpty ? "" : " (\(why))"
    }
}
