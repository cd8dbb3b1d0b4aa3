// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A section of a mail server's configuration: lines, and the file for them.
package struct ConfigurationPiece: Equatable, Sendable {
    /// The name with which the section is requested.
    package var name: String
    /// The file, preceded by more words if the section is only part of it.
    package var place: String
    /// Remarks that users should read first, in lines of at most 76 characters.
    package var remarks: [String] = []
    /// The lines without comments.
    package var lines: [String]

    /// The lines as text.
    package var text: String { lines.map { $0 + "\n" }.joined() }
}

/// A method to connect a mail server, with its configuration sections.
package struct ConfigurationWay: Equatable, Sendable {
    /// The human-readable name of the method.
    package var title: String
    /// The sections.
    package var pieces: [ConfigurationPiece]

    /// Creates a method from its name and sections.
    init(_ title: String, _ pieces: [ConfigurationPiece]) {
        self.title = title
        self.pieces = pieces
    }
}
