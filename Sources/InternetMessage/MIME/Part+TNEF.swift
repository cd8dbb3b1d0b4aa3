// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Part {
    /// Whether the part claims to be a winmail.dat.
    var isTNEF: Bool {
        let name = contentType.name
        if name == "application/ms-tnef" || name == "application/vnd.ms-tnef" { return true }
        return name == "application/octet-stream" && fileName?.lowercased() == "winmail.dat"
    }

    /// Returns the content of a winmail.dat; nil if the part is unreadable.
    func openedTNEF() -> TNEFMessage? {
        TNEFMessage(decodedBody(), limits: storage.limits)
    }

    /// Returns the files in a winmail.dat, in order; none if the part is unreadable.
    func filesInTNEF() -> [Attachment] {
        guard let outer = openedTNEF() else { return [] }
        var found: [Attachment] = []
        var waiting = outer.attachments.reversed().map { (attachment: $0, depth: 1) }
        while let (attachment, depth) = waiting.popLast(), found.count < storage.limits.partCount {
            if attachment.isMessage, depth < FixedLimits.tnefDepth,
                let inner = TNEFMessage(Array(attachment.data), limits: storage.limits),
                !inner.attachments.isEmpty
            {
                waiting += inner.attachments.reversed().map { ($0, depth + 1) }
            }
            let file = Attachment.File(
                contentType: attachment.isMessage ? "application/ms-tnef" : attachment.contentType,
                fileName: attachment.fileName, contentID: attachment.contentID,
                content: attachment.data)
            found.append(Attachment(.tnef, file, in: self))
        }
        return found
    }
}

extension TNEFMessage {
    /// The readable text: the plain text, else the text of the HTML, else empty.
    func readableText(limitInBytes: Int) -> String {
        if let text, text.hasVisibleCharacters { return text }
        return HTMLText.readable(html ?? "", limitInBytes: limitInBytes)
    }
}
