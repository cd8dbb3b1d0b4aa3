// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// The fields that connect a reply to the message that it replies to (RFC 5322 section 3.6.4).
package struct ReferenceChain: Equatable, Sendable {
    /// At most 960 bytes of a Message-ID are copied, because it must fit into a line of 998 bytes
    /// (RFC 5322 section 2.1.1); longer ones are left out.
    private static let messageIDLimitInBytes = 960
    /// At most 64 KB of References, because mail servers cut or refuse larger fields.
    private static let referencesLimitInBytes = 65_536

    /// The Message-ID for In-Reply-To, without angle brackets.
    package let answered: String
    /// The Message-IDs for References, the oldest first.
    ///
    /// If the chain is too long, the first and the latest messages are kept.
    package let references: [String]

    /// Creates the chain of a reply; returns nil if the message has no usable Message-ID.
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
