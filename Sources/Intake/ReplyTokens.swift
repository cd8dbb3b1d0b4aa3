// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// Finds the signed tokens of a message: in the extensions of the addresses that it was sent to,
/// and in the Message-IDs that it refers to.
enum ReplyTokens {
    /// At most 20 addresses of To and Cc are examined, because a sender may list any number.
    private static let mostAddresses = 20
    /// At most 8 tokens are returned, because each costs a signature check.
    private static let mostTokens = 8

    /// Returns the texts that have the form of a token, each once, those of addresses first.
    static func texts(_ mail: IncomingMail, recipient: String?, delimiter: String) -> [String] {
        var found: [String] = []
        func add(_ text: String?) {
            guard let text, found.count < mostTokens, !found.contains(text) else { return }
            found.append(text)
        }
        add(recipient.flatMap { Address.parse($0) }.flatMap { token(of: $0, delimiter) })
        for address in (mail.message.to + mail.message.cc).prefix(mostAddresses) {
            add(token(of: address, delimiter))
        }
        for messageID in Threading.referredTo(mail) { add(SignedMessageID.token(in: messageID)) }
        return found
    }

    /// Returns the text after the last delimiter of the local part, in lower case, if it has the
    /// form of a token.
    private static func token(of address: Address, _ delimiter: String) -> String? {
        let local = Array(address.localPart.lowercased().utf8)
        guard local.count > SignedToken.length, !delimiter.isEmpty else { return nil }
        let start = local.count - SignedToken.length
        guard delimiter.utf8.contains(local[start - 1]) else { return nil }
        let text = String(decoding: local[start...], as: UTF8.self)
        return SignedToken.hasForm(text) ? text : nil
    }
}
