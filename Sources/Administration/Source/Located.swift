// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A value and where it stands.
struct Located<Value> {
    var value: Value
    var position: SourcePosition
}

extension Located: Equatable where Value: Equatable {}
