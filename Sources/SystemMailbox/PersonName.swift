// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The first and last name of the author of a message.
package struct PersonName: Equatable, Sendable {
    /// The first name; the complete name if it has only one word.
    package var first: String
    /// The last name; empty if there is none.
    package var last: String

    /// Splits a display name, such as `Ada Lovelace` or `Lovelace, Ada`.
    ///
    /// If there is no display name, or if it contains `@`, the local part of the address is split
    /// instead, such as `ada.lovelace`.
    package init(displayName: String?, localPart: String) {
        let name = displayName.map { Self.words($0).joined(separator: " ") } ?? ""
        if let comma = name.firstIndex(of: ",") {
            first = Self.words(String(name[name.index(after: comma)...])).joined(separator: " ")
            last = Self.words(String(name[..<comma])).joined(separator: " ")
            if first.isEmpty { (first, last) = (last, "") }
            return
        }
        let parts =
            name.isEmpty || name.utf8.contains(UInt8(ascii: "@"))
            ? localPart.split { ".+_-".contains($0) }.map { Self.capitalised(String($0)) }
            : Self.words(name)
        first = parts.first ?? localPart
        last = parts.dropFirst().joined(separator: " ")
    }

    private static func words(_ text: String) -> [String] {
        text.split { $0.isWhitespace || $0.isNewline }.map(String.init)
    }

    private static func capitalised(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }
}
