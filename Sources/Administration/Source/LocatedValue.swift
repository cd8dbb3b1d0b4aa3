// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A value in a TOML text, with the position of its key or header.
struct LocatedValue {
    /// The types of values that settings use; other types have only a name.
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

    /// The type of the value, as named in error messages.
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
