// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The names and values of a JSON object, in the order in which the names first occurred.
///
/// Names are compared as Swift strings: canonically equivalent spellings are the same name.
package struct JSONObject: Sendable {
    /// The names, in order, without duplicates.
    package private(set) var keys: [String] = []
    /// The values, in the order of the names.
    private var values: [JSON] = []
    /// The index of each name; filled only if there are too many names for a linear search.
    private var positions: [String: Int] = [:]

    /// The number of names up to which a linear search is used.
    ///
    /// In a fresh process, creating a dictionary costs as much as creating and writing an entire
    /// small object.
    private static let linearSearchLimit = 32

    /// Creates an empty object.
    package init() {}

    /// Creates an object from pairs; a repeated name keeps its first position and its last value.
    package init(_ pairs: some Sequence<(String, JSON)>) {
        for (key, value) in pairs { self[key] = value }
    }

    /// The value of a name; nil if there is no such name; setting nil removes the name.
    ///
    /// Removal takes time in proportion to the number of names; the other operations take constant
    /// time.
    package subscript(key: String) -> JSON? {
        get { position(of: key).map { values[$0] } }
        set {
            switch (position(of: key), newValue) {
            case (nil, nil): break
            case (let position?, let newValue?): values[position] = newValue
            case (nil, let newValue?):
                keys.append(key)
                values.append(newValue)
                if keys.count > Self.linearSearchLimit { note(key) }
            case (let position?, nil):
                keys.remove(at: position)
                values.remove(at: position)
                positions = [:]
                if keys.count > Self.linearSearchLimit { noteAll() }
            }
        }
    }

    private func position(of key: String) -> Int? {
        positions.isEmpty ? keys.firstIndex(of: key) : positions[key]
    }

    private mutating func note(_ key: String) {
        if positions.isEmpty { noteAll() } else { positions[key] = keys.count - 1 }
    }

    private mutating func noteAll() {
        for (position, key) in keys.enumerated() { positions[key] = position }
    }

    /// The number of names.
    package var count: Int { keys.count }
    /// Whether the object is empty.
    package var isEmpty: Bool { keys.isEmpty }
}

extension JSONObject: Hashable {
    /// Returns whether two objects hold the same names and values, in any order.
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.keys.allSatisfy { left[$0] == right[$0] }
    }

    /// Hashes the names and values independently of their order.
    package func hash(into hasher: inout Hasher) {
        // The sum of the pairs' hashes does not depend on their order.
        var sum = 0
        for (key, value) in self {
            var pair = Hasher()
            pair.combine(key)
            pair.combine(value)
            sum &+= pair.finalize()
        }
        hasher.combine(sum)
    }
}

extension JSONObject: Sequence {
    /// Iterates over the names and values, in order.
    package struct Iterator: IteratorProtocol {
        private let object: JSONObject
        private var position = 0

        fileprivate init(_ object: JSONObject) {
            self.object = object
        }

        /// Returns the next name and its value; returns nil after the last one.
        package mutating func next() -> (key: String, value: JSON)? {
            guard position < object.keys.count else { return nil }
            defer { position += 1 }
            let key = object.keys[position]
            return (key, object.values[position])
        }
    }

    /// Creates an iterator over the names and values, in order.
    package func makeIterator() -> Iterator { Iterator(self) }
}
