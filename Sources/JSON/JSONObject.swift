// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The names and values of a JSON object, in the order in which the names first came.
///
/// Names are compared as Swift compares strings: two spellings of one character are one name.
package struct JSONObject: Sendable {
    /// The names, in order, each once.
    package private(set) var keys: [String] = []
    /// The values, in the order of the names.
    private var values: [JSON] = []
    /// Where each name stands, once there are more than can be looked through quickly.
    private var positions: [String: Int] = [:]

    /// How many names are looked through one by one.
    ///
    /// A dictionary costs a fresh process as much as making and writing a whole small object.
    private static let mostLookedThrough = 32

    /// An object without names.
    package init() {}

    /// An object of these pairs; of a name given twice the first place and the last value stay.
    package init(_ pairs: some Sequence<(String, JSON)>) {
        for (key, value) in pairs { self[key] = value }
    }

    /// The value of a name; nil where there is none, and set to nil it takes the name away.
    ///
    /// Taking away costs time in proportion to the number of names, all else is constant.
    package subscript(key: String) -> JSON? {
        get { position(of: key).map { values[$0] } }
        set {
            switch (position(of: key), newValue) {
            case (nil, nil): break
            case (let position?, let newValue?): values[position] = newValue
            case (nil, let newValue?):
                keys.append(key)
                values.append(newValue)
                if keys.count > Self.mostLookedThrough { note(key) }
            case (let position?, nil):
                keys.remove(at: position)
                values.remove(at: position)
                positions = [:]
                if keys.count > Self.mostLookedThrough { noteAll() }
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

    /// How many names there are.
    package var count: Int { keys.count }
    /// Whether there are none.
    package var isEmpty: Bool { keys.isEmpty }
}

extension JSONObject: Hashable {
    /// Whether both hold the same names with the same values, in whatever order.
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.count == right.count && left.keys.allSatisfy { left[$0] == right[$0] }
    }

    /// Feeds the names and values, whatever their order.
    package func hash(into hasher: inout Hasher) {
        // The order does not count, so the pairs' hashes are added up.
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
    /// Walks through the names with their values, in order.
    package struct Iterator: IteratorProtocol {
        private let object: JSONObject
        private var position = 0

        fileprivate init(_ object: JSONObject) {
            self.object = object
        }

        /// The next name with its value; nil after the last.
        package mutating func next() -> (key: String, value: JSON)? {
            guard position < object.keys.count else { return nil }
            defer { position += 1 }
            let key = object.keys[position]
            return (key, object.values[position])
        }
    }

    /// An iterator over the names with their values, in order.
    package func makeIterator() -> Iterator { Iterator(self) }
}
