// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Store
import SystemMailbox

extension RecordEvent {
    /// The remarks that describe a user's change of a record; one event may have several remarks.
    var remarks: [Remark] {
        let head = "\(Timestamp.readable(at))  \(by)"
        func remark(_ words: String, text: String? = nil) -> Remark {
            Remark(sentence: .plain("\(head) \(words)"), text: text)
        }
        switch kind {
        case .note:
            return [remark("noted:", text: details["text"]?.string ?? "")]
        case .set:
            return [remark(changes)]
        case .replied, .forwarded:
            let people = details["to"]?.array?.compactMap(\.string) ?? []
            let email = details["email"]?.text ?? "?"
            let verb = kind == .replied ? "replied" : "forwarded"
            return [remark("\(verb) with email \(email) to " + people.joined(separator: ", "))]
        case .moved:
            return (details.object ?? JSONObject()).map { name, value in
                remark(Self.words(of: name, value))
            }
        }
    }

    private var changes: String {
        let changes = (details.object ?? JSONObject()).map { name, value in
            let new = value["new"]?.string ?? "nobody"
            guard let old = value["old"]?.string else { return "\(name) \(new)" }
            return "\(name) \(old) -> \(new)"
        }
        return "set " + changes.joined(separator: ", ")
    }

    /// Returns the words for a moved, merged or split record.
    private static func words(of change: String, _ value: JSON) -> String {
        let new = value["new"]?.string ?? "nobody's"
        return switch change {
        case "merged_into": "merged it into \(new)"
        case "merged": "merged \(new) into it"
        case "split_off": "split off \(new)"
        default: "moved it from \(value["old"]?.string ?? "nowhere") to \(new)"
        }
    }
}
