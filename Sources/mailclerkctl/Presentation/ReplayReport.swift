// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Intake
import Platform
import Views

/// Writes the results of a replay, email by email.
final class ReplayReport {
    private let output: Output
    private let isDone: Bool
    private var count = 0

    /// Creates a report; `isDone` is false if the decisions are only shown, not carried out.
    init(_ output: Output, isDone: Bool) {
        self.output = output
        self.isDone = isDone
    }

    /// Writes the result for an email.
    func show(_ outcome: Replay.Outcome) {
        let view = ReplayOutcomeView(outcome)
        count += 1
        if output.isJSON {
            output.json(view.json)
        } else if isDone {
            let title = Terminal.sanitised(view.title)
            output.line(Terminal.truncated(title, toWidth: Terminal.columns))
            for line in view.results { output.line("  " + Terminal.sanitised(line)) }
        } else {
            if count > 1 { output.line() }
            output.write([view.forecast])
        }
    }

    /// Writes the closing remark and finishes the output.
    func end() {
        output.finish()
        guard !output.isJSON else { return }
        let text = ReplayOutcomeView.closingText(count: count, isDone: isDone)
        if let text { output.note(text) }
    }
}
