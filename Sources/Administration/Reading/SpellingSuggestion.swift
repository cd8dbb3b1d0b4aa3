// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Suggests the intended name for a misspelt one.
package enum SpellingSuggestion {
    /// Returns ` (did you mean "name"?)` with a leading space; empty if no candidate is similar.
    package static func hint(for name: String, among candidates: some Sequence<String>) -> String {
        guard let nearest = nearest(to: name, among: candidates) else { return "" }
        return " (did you mean \"\(nearest)\"?)"
    }

    /// Returns the candidate with the fewest typing errors; nil if all have too many.
    static func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
        let written = Array(name.lowercased().replacing("_", with: "-").utf8)
        // Long names are not typing errors, and the time grows with the product of the lengths.
        guard written.count <= 64 else { return nil }
        var best: (name: String, distance: Int)?
        for candidate in candidates.sorted() {
            let target = Array(candidate.lowercased().replacing("_", with: "-").utf8)
            guard target.count <= 64 else { continue }
            let distance = distance(written, target)
            // In `organization.name` the equal first part must not permit more errors in the second
            // part.
            let shared = sharedParts(written, target)
            let bound = max(1, (max(written.count, target.count) - shared) / 3)
            if distance <= bound, distance < best?.distance ?? .max {
                best = (candidate, distance)
            }
        }
        return best?.name
    }

    /// Returns the length of the dotted prefix that both words share.
    private static func sharedParts(_ left: [UInt8], _ right: [UInt8]) -> Int {
        let shared = zip(left, right).prefix { $0 == $1 }.map(\.0)
        return (shared.lastIndex(of: UInt8(ascii: ".")) ?? -1) + 1
    }

    /// Returns the number of insertions, deletions, replacements and transpositions between two
    /// words.
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
