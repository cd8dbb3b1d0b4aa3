// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

// date-time = [ day-of-week "," ] date time (RFC 5322 section 3.3)
extension MessageComposer {
    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    /// 1 January 1900, the first day that the field may carry, and the last second of 9999.
    private static let secondsOfDateTime: ClosedRange<Int64> = -2_208_988_800...253_402_300_799

    /// A time in the form of the Date field, in Universal Time.
    static func dateTime(secondsSince1970: Int64) -> String {
        let limits = secondsOfDateTime
        // Counted from 1 January 1900, a Monday, so that nothing below is negative.
        let seconds =
            Int(
                min(max(secondsSince1970, limits.lowerBound), limits.upperBound) - limits.lowerBound
            )
        let (days, time) = seconds.quotientAndRemainder(dividingBy: 86_400)
        var (year, day) = (1900, days)
        while day >= daysInYear(year) {
            day -= daysInYear(year)
            year += 1
        }
        var month = 0
        while day >= daysInMonth(month, of: year) {
            day -= daysInMonth(month, of: year)
            month += 1
        }
        let clock = [time / 3600, time / 60 % 60, time % 60].map(twoDigits).joined(separator: ":")
        return "\(weekdays[(days + 1) % 7]), \(day + 1) \(months[month]) \(year) \(clock) +0000"
    }

    private static func daysInYear(_ year: Int) -> Int {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
            ? 366 : 365
    }

    /// The days of a month, which counts from 0.
    private static func daysInMonth(_ month: Int, of year: Int) -> Int {
        switch month {
        case 1: daysInYear(year) - 337
        case 3, 5, 8, 10: 30
        default: 31
        }
    }

    private static func twoDigits(_ number: Int) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
