// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Finds the name that was probably meant.
package enum SpellingSuggestion {
    /// ` (did you mean "name"?)` with a leading blank, or nothing when no candidate is near.
    package static func hint(for name: String, among candidates: some Sequence<String>) -> String {
        guard let nearest = nearest(to: name, among: candidates) else { return "" }
        return " (did you mean \"\(nearest)\"?)"
    }

    /// The candidate with the fewest slips of the finger away; nil when that are too many.
    static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        let written = Array(name.lowercased().replacing("_", with: "-").utf8)
        // Long names are no slips, and the distance costs the product of the lengths.
        guard written.count <= 64 else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in candidates.sorted() {
            let target = Array(candidate.lowercased().replacing("_", with: "-").utf8)
            guard target.count <= 64 else { continue }
            let distance = distance(written, target)
            // In `organization.name` the first part must not excuse slips in the second.
            let shared = sharedParts(written, target)
            let bound = max(1, (max(written.count, target.count) - shared) / 3)
            if distance <= bound, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// The length of the dotted parts at the beginning that both words have.
    private static func sharedParts(_ left: [UInt8], _ right: [UInt8]) -> Int {
        let shared = zip(left, right).prefix { $0 == $1 }.map(\.0)
        return (shared.lastIndex(of: UInt8(ascii: ".")) ?? -1) + 1
    }

    /// Insertions, deletions, replacements and swaps of neighbours between two words.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var older: [Int] = []
        var previous = Array(0...right.count)
        for (row, a) in left.enumerated() {
            var current = [row + 1]
            for (column, b) in right.enumerated() {
                var cost = min(previous[column] + (a == b ? 0 : 1), previous[column + 1] + 1)
                cost = min(cost, current[column] + 1)
                if row > 0, column > 0, a == right[column - 1], left[row - 1] == b {
                    cost = min(cost, older[column - 1] + 1)
                }
                current.append(cost)
            }
            older = previous
            previous = current
        }
        return previous[right.count]
    }
}
