// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Durations in the syntax of the settings: `90s`, `15m`, `1h`, `7d`, or a number of seconds.
enum SettingsDuration {
    /// At most ten years, in seconds, because longer durations make no sense in settings.
    static let limitSeconds: Int64 = 3650 * 86_400

    /// Returns the microseconds of `text`; nil if it is not a duration or exceeds the limit.
    static func microseconds(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        guard let unit = bytes.last else { return nil }
        let factor: Int64
        switch unit {
        case UInt8(ascii: "s"): factor = 1
        case UInt8(ascii: "m"): factor = 60
        case UInt8(ascii: "h"): factor = 3600
        case UInt8(ascii: "d"): factor = 86_400
        default: return nil
        }
        let digits = bytes.dropLast()
        guard digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
            let number = Int64(String(decoding: digits, as: UTF8.self))
        else { return nil }
        let seconds = number.multipliedReportingOverflow(by: factor)
        return seconds.overflow ? nil : microseconds(seconds: seconds.partialValue)
    }

    /// Converts seconds to microseconds; returns nil for negative values and those over the limit.
    static func microseconds(seconds: Int64) -> Int64? {
        (0...limitSeconds).contains(seconds) ? seconds * 1_000_000 : nil
    }

    /// Returns a human-readable duration in the largest exact unit: `90s`, `1h`.
    static func text(_ microseconds: Int64) -> String {
        let seconds = microseconds / 1_000_000
        for (unit, factor) in [("d", Int64(86_400)), ("h", 3600), ("m", 60)]
        where seconds != 0 && seconds % factor == 0 {
            return "\(seconds / factor)\(unit)"
        }
        return "\(seconds)s"
    }
}
