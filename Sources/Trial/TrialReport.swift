// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The report of a trial: counts of outcomes and of rules.
package struct TrialReport {
    /// A named count.
    package struct Count: Equatable, Sendable {
        /// The name.
        package let name: String
        /// The count of the current settings; nil if nothing is compared.
        package let applied: Int?
        /// The count of the tried settings.
        package let tried: Int
    }

    /// The counts that are not zero; the indented counts of vetoes follow that of vetoed replies.
    package let counts: [Count]
    /// The counts of the rules of the tried settings.
    package let rules: [RuleTrial.RuleCount]
    /// Whether the settings were compared with the current ones.
    package let isComparison: Bool

    init(of tried: RuleTrial, comparedWith applied: RuleTrial?) {
        var counts: [Count] = []
        func add(_ name: String, _ count: (TrialTally) -> Int?) {
            let new = count(tried.tally) ?? 0
            let old = applied.map { count($0.tally) ?? 0 }
            guard new > 0 || old ?? 0 > 0 else { return }
            counts.append(Count(name: name, applied: old, tried: new))
        }
        for outcome in TrialTally.outcomes {
            add(outcome) { $0.counts[outcome] }
            guard outcome == "vetoed" else { continue }
            let codes = Set(tried.tally.vetoes.keys).union(applied?.tally.vetoes.keys ?? [:].keys)
            for code in codes.sorted() { add("  \(code)") { $0.vetoes[code] } }
        }
        self.counts = counts
        rules = tried.rules
        isComparison = applied != nil
    }
}

extension TrialLine {
    /// The line as text: `b.eml: support, personal, new case, "Acknowledge" replies`.
    package var text: String {
        guard let mailbox else { return "\(name): \(self["refusal"].string ?? "")" }
        let head = "\(name): \(mailbox), \(self["kind"].string ?? "")"
        if let duplicate = self["duplicate"].string { return "\(head), duplicate of \(duplicate)" }
        return "\(head), \(recordText), \(replyText)"
    }

    /// The name of the message with its mailbox: `b.eml (support)`.
    package var title: String { mailbox.map { "\(name) (\($0))" } ?? name }

    private var recordText: String {
        let type = self["action.type"].string ?? ""
        return switch self["action.will"].string {
        case "create": "new \(type)"
        case "append": "added to its \(type)"
        default: "no record"
        }
    }

    private var replyText: String {
        guard let rule = self["reply.rule"].string else { return "no rule" }
        if self["reply.will"].bool == true {
            return self["reply.held"].isNull ? "\"\(rule)\" replies" : "\"\(rule)\" held"
        }
        let vetoes = self["reply.vetoes"].array?.compactMap(\.string) ?? []
        return "\"\(rule)\" vetoed by \(vetoes.joined(separator: " "))"
    }
}
