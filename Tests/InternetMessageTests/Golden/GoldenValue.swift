// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A value of a golden message's JSON, as it is written and as the library gives it.
enum GoldenValue: Decodable, Equatable, Sendable {
    case null
    case bool(Bool)
    case number(Int)
    case string(String)
    case list([GoldenValue])
    case object([String: GoldenValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([GoldenValue].self) {
            self = .list(value)
        } else {
            self = .object(try container.decode([String: GoldenValue].self))
        }
    }

    /// Null for an absent text.
    init(_ text: String?) {
        self = text.map { .string($0) } ?? .null
    }

    /// A list of texts.
    init(_ texts: [String]) {
        self = .list(texts.map { .string($0) })
    }

    /// Whether there is nothing to tell, so that the key may be left out.
    var isEmpty: Bool { [.null, .bool(false), .list([]), .object([:])].contains(self) }

    /// An object without the members that tell nothing.
    static func compact(_ members: [String: GoldenValue]) -> GoldenValue {
        .object(members.filter { !$0.value.isEmpty })
    }
}
