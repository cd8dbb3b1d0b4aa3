// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A number that a check found, with its limits, in the form of the Monitoring Plugins guidelines.
package struct CheckMeasure: Equatable, Sendable {
    /// The name in graphs, of letters and underscores.
    package let label: String
    /// The value.
    package let value: Int64
    /// The unit: `s`, `B`, or nothing for a count.
    package var unit = ""
    /// The range without a warning, such as `900` for 0 to 900 and `100:` for at least 100; empty
    /// if there is none.
    package var warning = ""
    /// The range without an error.
    package var critical = ""
    /// The largest possible value; nil if there is none.
    package var maximum: Int64?

    /// Whether it tells how much mail there is, which only root and the store owner may know.
    package var isCount: Bool { unit.isEmpty }

    /// The performance data: `label=value[unit];warning;critical;minimum;maximum`.
    package var text: String {
        let limits = [warning, critical, "0", maximum.map { String($0) } ?? ""]
        var text = "\(label)=\(value)\(unit);" + limits.joined(separator: ";")
        while text.last == ";" { text.removeLast() }
        return text
    }
}
