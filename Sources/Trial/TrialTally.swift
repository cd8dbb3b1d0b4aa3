// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The counts of the outcomes of a trial.
package struct TrialTally: Equatable, Sendable {
    /// The names of the counts, in the order of the report.
    static let outcomes = [
        "new records", "added to records", "no record", "duplicates", "no mailbox", "degraded",
        "replied", "held", "shadow (would reply)", "vetoed", "no rule matched",
    ]

    /// The counts by their names.
    package private(set) var counts: [String: Int] = [:]
    /// The counts of vetoes, by their codes.
    package private(set) var vetoes: [String: Int] = [:]

    /// Adds the lines of a message.
    mutating func add(_ lines: [TrialLine]) {
        for line in lines {
            guard line.mailbox != nil else {
                count("no mailbox")
                continue
            }
            guard line["duplicate"].isNull else {
                count("duplicates")
                continue
            }
            switch line["action.will"].string {
            case "create": count("new records")
            case "append": count("added to records")
            default: count("no record")
            }
            if line["degraded"].array?.isEmpty == false { count("degraded") }
            countReply(line)
        }
    }

    private mutating func countReply(_ line: TrialLine) {
        let codes = line["reply.vetoes"].array?.compactMap(\.string) ?? []
        if line["reply.will"].bool == true {
            count(line["reply.held"].isNull ? "replied" : "held")
        } else if line["reply.rule"].isNull {
            count("no rule matched")
        } else if line["reply.shadow"].bool == true {
            count("shadow (would reply)")
        } else if !codes.isEmpty {
            count("vetoed")
            for code in codes { vetoes[code, default: 0] += 1 }
        }
    }

    private mutating func count(_ outcome: String) { counts[outcome, default: 0] += 1 }
}
