// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Puts a recurrence rule (RFC 5545 section 3.3.10) into words.
enum CalendarRecurrence {
    private static let units = [
        "HOURLY": "hour", "DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year",
    ]
    private static let days = [
        "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday",
        "SA": "Saturday", "SU": "Sunday",
    ]
    private static let ordinals = [
        "1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last",
    ]

    /// Returns the rule in words, such as `every 2 weeks on Monday, 10 times`; a rule of another
    /// form as it was written.
    static func readable(_ rule: String) -> String {
        var parts: [String: String] = [:]
        for part in rule.uppercased().split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else { return rule }
            parts[String(pair[0])] = String(pair[1])
        }
        guard let unit = parts.removeValue(forKey: "FREQ").flatMap({ units[$0] }) else {
            return rule
        }
        let interval = parts.removeValue(forKey: "INTERVAL") ?? "1"
        var text = interval == "1" ? "every \(unit)" : "every \(interval) \(unit)s"
        if let names = parts.removeValue(forKey: "BYDAY") {
            guard let days = dayNames(names) else { return rule }
            text += " on \(days)"
        } else if unit == "month", let day = parts.removeValue(forKey: "BYMONTHDAY") {
            text += " on day \(day)"
        }
        if let count = parts.removeValue(forKey: "COUNT") { text += ", \(count) times" }
        if let until = parts.removeValue(forKey: "UNTIL") {
            let time = CalendarInvitation.Time(value: String(until.prefix(8)), timeZone: nil)
            text += ", until \(CalendarMoment.readable(time, otherZone: nil))"
        }
        parts["WKST"] = nil
        return parts.isEmpty ? text : rule
    }

    /// Returns `Monday, Friday` for `MO,FR`, and `the last Friday` for `-1FR`; nil for another list.
    private static func dayNames(_ list: String) -> String? {
        var names: [String] = []
        for item in list.split(separator: ",") {
            guard let day = days[String(item.suffix(2))] else { return nil }
            var number = item.dropLast(2)
            if number.first == "+" { number = number.dropFirst() }
            if number.isEmpty {
                names.append(day)
            } else if let ordinal = ordinals[String(number)] {
                names.append("the \(ordinal) \(day)")
            } else {
                return nil
            }
        }
        return names.isEmpty ? nil : names.joined(separator: ", ")
    }
}
