// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform

/// A verdict in lines for people: what was or would be done about a message, and why.
///
/// It reads the form that the journal keeps, so that `explain` and `journal` say the same.
struct VerdictText {
    private let verdict: JSON
    private var fields = FieldList()

    init(_ verdict: JSON) {
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
                "Notify", "\(text(person, "user")) at \(text(person, "address"))" + because(person))
        }
        for reason in verdict["degraded"]?.array ?? [] { fields.add("Degraded", reason.string) }
    }

    /// Writes the lines.
    func write(to output: Output) { fields.write(to: output) }

    private mutating func addMailbox() {
        let recipient = verdict["recipient"]?.string.map { ", recipient \($0)" } ?? ""
        fields.add(
            "Mailbox",
            "\(text(verdict, "mailbox")) (by \(text(verdict, "resolved_by"))\(recipient))")
        let evidence = text(verdict, "kind_evidence")
        fields.add("Kind", text(verdict, "kind") + (evidence.isEmpty ? "" : " (\(evidence))"))
        if let earlier = verdict["duplicate"]?.integer {
            fields.add("Duplicate", "of email \(earlier)")
        }
    }

    private mutating func addAnswer(_ name: String, _ answer: JSON?) {
        guard let answer else { return }
        fields.add(name, (answer["will"]?.bool == true ? "yes" : "no") + because(answer))
    }

    private mutating func addThread() {
        addThreadItself()
        for note in verdict["thread_notes"]?.array ?? [] { fields.add("Note", note.string) }
        if let number = verdict["follows"]?.integer { fields.add("Follows", "case \(number)") }
    }

    private mutating func addThreadItself() {
        guard let thread = verdict["thread"], !thread.isNull else {
            if verdict["duplicate"]?.integer == nil { fields.add("Thread", "a new one") }
            return
        }
        var words = ["by \(text(thread, "by"))"]
        if let number = thread["case"]?.integer { words.append("case \(number)") }
        if let number = thread["lead"]?.integer { words.append("lead \(number)") }
        words.append(
            thread["verified"]?.bool == true ? "sender takes part" : "sender takes no part")
        let merged = thread["merges"]?.array?.count ?? 0
        if merged > 0 { words.append("joined with \(merged) other") }
        fields.add("Thread", words.joined(separator: ", "))
    }

    private mutating func addAction() {
        guard let action = verdict["action"] else { return }
        let what =
            switch text(action, "will") {
            case "create": "create \(text(action, "type"))"
            case "append": "append to its record"
            default: "none"
            }
        fields.add("Action", what + because(action))
    }

    private mutating func addRules() {
        let rules = verdict["rules"]?.array ?? []
        if rules.isEmpty { fields.add("Rule", "none was asked") }
        for rule in rules {
            let matched = rule["matched"]?.bool == true ? "matches" : "does not match"
            fields.add("Rule", "“\(text(rule, "name"))” \(matched)" + because(rule))
        }
    }

    private mutating func addReply() {
        guard let reply = verdict["reply"] else { return }
        let will = reply["will"]?.bool == true
        var line = will ? "yes" : "no"
        if will {
            if let recipient = reply["to"]?.string { line += ", to \(recipient)" }
            if let rule = reply["rule"]?.string { line += ", rule “\(rule)”" }
            if let language = reply["language"]?.string { line += ", in \(language)" }
        }
        fields.add("Reply", line + because(reply))
        let missing = (reply["missing_names"]?.array ?? []).compactMap(\.string)
        if !missing.isEmpty {
            fields.add("Empty names", missing.map { "{{\($0)}}" }.joined(separator: ", "))
        }
        if let held = reply["held"]?.string { fields.add("Held", held) }
        for veto in reply["vetoes"]?.array ?? [] {
            fields.add("Veto", "\(text(veto, "code")) (\(text(veto, "source")))")
        }
    }

    private func text(_ value: JSON, _ name: String) -> String { value[name]?.string ?? "" }

    private func because(_ value: JSON) -> String {
        let why = text(value, "why")
        return why.isEmpty ? "" : ": \(why)"
    }
}
