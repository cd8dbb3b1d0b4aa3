// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Trial

/// Writes the results of `test-rules`, as text or as JSON.
struct TrialText {
    let output: Output
    /// Whether a line is written for every message.
    let isVerbose: Bool

    /// Writes the results and the number of messages; with JSON, only one object a line.
    func write(_ outcomes: [RuleComparison.Outcome]) {
        var differing = 0
        for outcome in outcomes {
            for line in outcome.lines {
                if output.isJSON {
                    output.json(outcome.json(of: line))
                    continue
                }
                if isVerbose { output.line(Terminal.sanitised(line.text)) }
                guard let differences = outcome.differences(in: line), !differences.isEmpty else {
                    continue
                }
                output.line(output.style.bold(Terminal.sanitised(line.title)))
                for difference in differences {
                    output.line("    " + Terminal.sanitised(difference.text))
                }
                differing += 1
            }
        }
        guard !output.isJSON else { return }
        var count = "\(outcomes.count) message\(outcomes.count == 1 ? "" : "s")"
        if outcomes.first?.applied != nil {
            count += differing == 0 ? ", no difference" : ", \(differing) with differences"
        }
        if isVerbose || differing > 0 { output.line() }
        output.line(count)
    }
}

extension TrialReport {
    /// Writes the counts as two tables.
    func write(to output: Output) {
        var table = Table([
            Table.Column("", upTo: 40),
            Table.Column(isComparison ? "applied" : "", upTo: 10, isNumber: true),
            Table.Column(isComparison ? "edited" : "messages", upTo: 10, isNumber: true),
        ])
        for count in counts {
            table.add([
                Table.Cell(count.name), Table.Cell(count.applied.map(String.init) ?? ""),
                Table.Cell(String(count.tried)),
            ])
        }
        table.write(to: output)
        guard !rules.isEmpty else { return }
        output.line()
        table = Table([
            Table.Column("Mailbox", upTo: 16), Table.Column("Rule", upTo: 28),
            Table.Column("Evaluated", upTo: 9, isNumber: true),
            Table.Column("Matched", upTo: 8, isNumber: true), Table.Column("", upTo: nil),
        ])
        for rule in rules {
            table.add([
                Table.Cell(rule.mailbox), Table.Cell(rule.rule),
                Table.Cell(String(rule.evaluated)), Table.Cell(String(rule.matched)),
                Table.Cell(rule.remark),
            ])
        }
        table.write(to: output)
    }
}
