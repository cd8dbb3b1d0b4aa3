// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The lines of a trial, counted.
struct TrialTally: Equatable {
    /// What is counted, in the order in which it is shown.
    static let outcomes = [
        "new records", "added to records", "no record", "duplicates", "in no mailbox", "degraded",
        "answered", "held", "shadow (would be answered)", "vetoed", "no rule matched",
    ]

    private(set) var counts: [String: Int] = [:]
    /// The vetoes that kept a rule from answering, by their codes.
    private(set) var vetoes: [String: Int] = [:]

    /// Counts the lines about a message.
    mutating func add(_ lines: [TrialLine]) {
        for line in lines {
            guard line.mailbox != nil else {
                count("in no mailbox")
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
            count(line["reply.held"].isNull ? "answered" : "held")
        } else if line["reply.rule"].isNull {
            count("no rule matched")
        } else if line["reply.shadow"].bool == true {
            count("shadow (would be answered)")
        } else if !codes.isEmpty {
            count("vetoed")
            for code in codes { vetoes[code, default: 0] += 1 }
        }
    }

    private mutating func count(_ outcome: String) { counts[outcome, default: 0] += 1 }
}
