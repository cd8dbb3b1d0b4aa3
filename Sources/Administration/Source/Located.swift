// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A value with its position.
struct Located<Value> {
    var value: Value
    var position: SourcePosition
}

extension Located: Equatable where Value: Equatable {}
