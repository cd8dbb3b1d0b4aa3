// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// The fields that join an answer to what it answers (RFC 5322 section 3.6.4).
package struct ReferenceChain: Equatable, Sendable {
    /// The longest identifier that is taken over, in bytes: it must fit into a line of 998
    /// (RFC 5322 section 2.1.1).
    private static let messageIDLimitInBytes = 960
    /// The most bytes of References: mail servers cut or refuse larger fields.
    private static let referencesLimitInBytes = 65_536

    /// The identifier for In-Reply-To, without angle brackets.
    package let answered: String
    /// Those for References, the oldest first.
    ///
    /// Of a chain that is too long the first and the nearest messages stay.
    package let references: [String]

    /// The chain of an answer to a message; nil where that has no identifier of any use.
    package init?(answering message: Message) {
        guard let answered = message.messageID,
            answered.utf8.count <= Self.messageIDLimitInBytes
        else { return nil }
        self.answered = answered
        let named = message.references.isEmpty ? message.inReplyTo : message.references
        let earlier = named.filter {
            $0 != answered && $0.utf8.count <= Self.messageIDLimitInBytes
        }
        guard let first = earlier.first else {
            references = [answered]
            return
        }
        var room = Self.referencesLimitInBytes - first.utf8.count - answered.utf8.count
        let nearest = earlier.dropFirst().reversed().prefix { messageID in
            room -= messageID.utf8.count + 3
            return room >= 0
        }
        references = [first] + nearest.reversed() + [answered]
    }

    /// Adds the fields to a message.
    package func add(to composer: inout MessageComposer) {
        composer.addField("In-Reply-To", messageIDs: [answered])
        composer.addField("References", messageIDs: references)
    }
}
