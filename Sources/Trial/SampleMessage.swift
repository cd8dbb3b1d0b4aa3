// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage

/// A sample message of a customer, for previews for which no message is given.
package enum SampleMessage {
    /// Returns the message, addressed to a mailbox; `now` is in microseconds since 1970, UTC.
    package static func bytes(to address: String, at now: Int64) -> [UInt8] {
        var composer = MessageComposer()
        composer.addDate(secondsSince1970: now / 1_000_000)
        composer.addField("Return-Path", structured: "<ada@customer.example>")
        composer.addField(
            "From", addresses: [(name: "Ada Sample", address: "ada@customer.example")])
        composer.addField("To", addresses: [(name: nil, address: address)])
        composer.addField("Subject", unstructured: "A sample message")
        composer.addField("Message-ID", structured: "<sample@customer.example>")
        composer.setBody(text: "Hello,\n\nthis message is a sample.\n\nAda Sample\n", html: nil)
        return composer.bytes()
    }
}
