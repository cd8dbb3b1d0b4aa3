// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// One piece of a mail server's configuration: lines, and the file that they belong into.
package struct ConfigurationPiece: Equatable, Sendable {
    /// The name by which it is asked for alone.
    package var name: String
    /// The file, with words before it where it is not the whole file.
    package var place: String
    /// What people should know before they paste it, in lines of at most 76 characters.
    package var remarks: [String] = []
    /// The lines themselves, without comments.
    package var lines: [String]

    /// The lines as text.
    package var text: String { lines.map { $0 + "\n" }.joined() }
}

/// Pieces that belong together: one way to connect a mail server.
package struct ConfigurationWay: Equatable, Sendable {
    /// What the way is, for people.
    package var title: String
    /// The pieces.
    package var pieces: [ConfigurationPiece]

    /// A way that people know as `title`.
    init(_ title: String, _ pieces: [ConfigurationPiece]) {
        self.title = title
        self.pieces = pieces
    }
}
