// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Crypto
import InternetMessage
import SystemMailbox

/// The values by which a repeated delivery of a message to one mailbox is recognised.
struct DuplicateKey {
    /// The number under which the email is looked up: from the Message-ID, or else from the digest.
    let messageKey: Int64
    /// SHA-256 of the message without its trace fields.
    ///
    /// Without a Message-ID the topmost Received is included, so that two messages with equal text
    /// differ.
    let digest: [UInt8]

    /// The time for which a delivery is remembered, in microseconds.
    static let memory: Int64 = 14 * 86_400_000_000

    private static let traceFields = [
        "Return-Path", "Received", "Received-SPF", "Delivered-To", "X-Original-To", "Envelope-To",
        "X-Envelope-To",
    ]

    init(_ message: Message) {
        var hash = SHA256()
        var kept = 0
        var needsReceived = message.messageID == nil
        for field in message.header.fields where Self.isTrace(field) {
            if needsReceived, field.isNamed("Received") {
                needsReceived = false
                continue
            }
            hash.update(data: message.bytes[kept..<field.fieldRange.lowerBound])
            kept = field.fieldRange.upperBound
        }
        hash.update(data: message.bytes[kept...])
        digest = Array(hash.finalize())
        messageKey =
            message.messageID.map { MessageKey.of(messageID: $0) } ?? MessageKey.of(digest: digest)
    }

    private static func isTrace(_ field: HeaderField) -> Bool {
        traceFields.contains { field.isNamed($0) }
    }
}
