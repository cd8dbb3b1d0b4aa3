// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Message {
    /// The message that a spam filter wrapped into its report, as SpamAssassin does with
    /// `report_safe`; nil for other messages.
    ///
    ///     X-Spam-Flag: YES
    ///     Content-Type: multipart/mixed; boundary=b
    ///
    ///     --b
    ///     Content-Type: text/plain
    ///     (the report)
    ///     --b
    ///     Content-Type: message/rfc822; x-spam-type=original
    ///
    /// The outer header repeats only From, To, Subject, Date and Message-ID. With `report_safe 2`
    /// the original has the type text/plain. A part without `x-spam-type` is used if it has the
    /// Message-ID of the outer header.
    package var spamReportOriginal: Message? {
        guard root.isMultipart, hasSpamField, root.contentType.name == "multipart/mixed" else {
            return nil
        }
        let parts = root.children
        guard 2...3 ~= parts.count, let report = parts.first, let part = parts.last,
            report.isLeaf, report.contentType.name == "text/plain"
        else { return nil }
        let type = part.contentType
        let isMarked = type.parameter("x-spam-type")?.lowercased() == "original"
        guard type.name == "message/rfc822" || isMarked && type.name == "text/plain" else {
            return nil
        }
        let original = Message(part.decodedBody(), limits: storage.limits)
        guard isMarked || messageID != nil && original.messageID == messageID else { return nil }
        return original
    }
    /// Whether a field has a name such as `X-Spam-Flag` or `X-Spam-Status`.
    private var hasSpamField: Bool {
        let bytes = storage.buffers[0]
        return storage.fields[header.range].contains { field in
            bytes.span.hasIgnoringCase("X-Spam-", at: field.start)
        }
    }
}
