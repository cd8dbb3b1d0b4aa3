// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform

/// What people read about a trial.
struct TrialReport {
    let output: Output
    /// The settings that are tried; nil besides it: there is nothing to compare with.
    let trial: RuleTrial
    let applied: RuleTrial?

    /// Writes counts, vetoes and rules.
    func writeSummary() {
        writeCounts()
        writeRules()
    }

    /// Writes one message in one line.
    static func write(_ line: TrialLine, to output: Output) {
        var words = ["\(line.name):"]
        guard let mailbox = line.mailbox else {
            words.append(line["refusal"].string ?? "")
            output.line(Terminal.sanitised(words.joined(separator: " ")))
            return
        }
        words.append("\(mailbox), \(line["kind"].string ?? "")")
        if let twin = line["duplicate"].string {
            words.append("duplicate of \(twin)")
        } else {
            let type = line["action.type"].string ?? ""
            switch line["action.will"].string {
            case "create": words.append("new \(type)")
            case "append": words.append("joins its \(type)")
            default: words.append("no record")
            }
            let rule = line["reply.rule"].string
            let vetoes = line["reply.vetoes"].array?.compactMap(\.string) ?? []
            if let rule, line["reply.will"].bool == true {
                words.append(line["reply.held"].isNull ? "“\(rule)” answers" : "“\(rule)” held")
            } else if let rule {
                words.append("“\(rule)” vetoed by \(vetoes.joined(separator: " "))")
            } else {
                words.append("no rule")
            }
        }
        let text = words[0] + " " + words[1...].joined(separator: ", ")
        output.line(Terminal.sanitised(text))
    }

    /// Writes how the settings differ about a message.
    static func write(
        _ differences: [TrialDifference], of line: TrialLine, to output: Output
    ) {
        let title = line.mailbox.map { "\(line.name) (\($0))" } ?? line.name
        output.line(output.style.bold(Terminal.sanitised(title)))
        for difference in differences {
            output.line("    " + Terminal.sanitised(difference.text))
        }
    }

    private func writeCounts() {
        var table = Table([
            Table.Column("", upTo: 40),
            Table.Column(applied == nil ? "" : "applied", upTo: 10, isNumber: true),
            Table.Column(applied == nil ? "messages" : "edited", upTo: 10, isNumber: true),
        ])
        func add(_ name: String, _ count: (TrialTally) -> Int?) {
            let new = count(trial.tally) ?? 0
            let old = applied.map { count($0.tally) ?? 0 }
            guard new > 0 || old ?? 0 > 0 else { return }
            table.add([
                Table.Cell(name), Table.Cell(old.map { String($0) } ?? ""), Table.Cell(String(new)),
            ])
        }
        for outcome in TrialTally.outcomes {
            add(outcome) { $0.counts[outcome] }
            guard outcome == "vetoed" else { continue }
            let codes = Set(trial.tally.vetoes.keys).union(applied?.tally.vetoes.keys ?? [:].keys)
            for code in codes.sorted() { add("  \(code)") { $0.vetoes[code] } }
        }
        table.write(to: output)
    }

    private func writeRules() {
        guard !trial.rules.isEmpty else { return }
        output.line()
        var table = Table([
            Table.Column("Mailbox", upTo: 16), Table.Column("Rule", upTo: 28),
            Table.Column("Asked", upTo: 8, isNumber: true),
            Table.Column("Matched", upTo: 8, isNumber: true), Table.Column("", upTo: nil),
        ])
        for rule in trial.rules {
            let remark =
                !rule.isActive
                ? "not active"
                : rule.matched > 0
                    ? "" : rule.asked > 0 ? "never matched" : "never matched, never asked"
            table.add([
                Table.Cell(rule.mailbox), Table.Cell(rule.rule), Table.Cell(String(rule.asked)),
                Table.Cell(String(rule.matched)), Table.Cell(remark),
            ])
        }
        table.write(to: output)
    }
}
