// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A value of a TOML text together with the place of its key or header.
struct LocatedValue {
    /// The forms of values that settings use; the others are known by their names alone.
    enum Content {
        case string(String)
        case integer(Int64)
        case boolean(Bool)
        case array([LocatedValue])
        case table([String: LocatedValue])
        case other(String)
    }

    var content: Content
    var position: SourcePosition

    /// What the value is, in the words of error messages.
    var kind: String {
        switch content {
        case .string: "a string"
        case .integer: "an integer"
        case .boolean: "true or false"
        case .array: "a list"
        case .table: "a table"
        case .other(let name): name
        }
    }
}
