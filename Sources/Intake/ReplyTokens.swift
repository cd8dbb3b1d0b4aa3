// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import SystemMailbox

/// The signed tokens that a message brings: behind the delimiter of an address that it was sent to,
/// and in the Message-IDs that it refers to.
enum ReplyTokens {
    /// Addresses of To and Cc that are looked at.
    private static let mostAddresses = 20
    /// Tokens that are looked at.
    private static let mostTokens = 8

    /// The texts that have the form of a token, each once, those of addresses first.
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

    /// What stands behind the last delimiter of the local part, in lower case, if it is a token.
    private static func token(of address: Address, _ delimiter: String) -> String? {
        let local = Array(address.localPart.lowercased().utf8)
        guard local.count > SignedToken.length, !delimiter.isEmpty else { return nil }
        let start = local.count - SignedToken.length
        guard delimiter.utf8.contains(local[start - 1]) else { return nil }
        let text = String(decoding: local[start...], as: UTF8.self)
        return SignedToken.hasForm(text) ? text : nil
    }
}
