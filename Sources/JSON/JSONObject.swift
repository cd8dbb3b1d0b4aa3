// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The names and values of a JSON object, in the order in which the names first came.
///
/// Names are compared as Swift compares strings: two spellings of one character are one name.
package struct JSONObject: Sendable {
    /// The names, in order, each once.
    package private(set) var keys: [String] = []
    private var values: [String: JSON] = [:]

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
        get { values[key] }
        set {
            guard let newValue else {
                if values.removeValue(forKey: key) != nil { keys.removeAll { $0 == key } }
                return
            }
            if values.updateValue(newValue, forKey: key) == nil { keys.append(key) }
        }
    }

    /// How many names there are.
    package var count: Int { keys.count }
    /// Whether there are none.
    package var isEmpty: Bool { keys.isEmpty }
}

extension JSONObject: Hashable {
    /// Whether both hold the same names with the same values, in whatever order.
    package static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.values == right.values
    }

    /// Feeds the names and values, whatever their order.
    package func hash(into hasher: inout Hasher) {
        hasher.combine(values)
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
            return (key, object.values[key] ?? .null)
        }
    }

    /// An iterator over the names with their values, in order.
    package func makeIterator() -> Iterator { Iterator(self) }
}
