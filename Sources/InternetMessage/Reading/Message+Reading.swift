// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

// What people see of a message.
extension Message {
    /// The text that people read of the message; empty if there is none.
    ///
    /// All texts follow each other, with an empty line between. HTML and other forms of text become
    /// plain text, and the lines of flowed text are joined (RFC 3676). Of alternatives the plain
    /// text is taken, else the HTML, else the next one in which anything can be seen. The texts
    /// inside S/MIME signatures and in winmail.dat are included, files in uuencode are not. A file
    /// between two texts is named by a line such as `[image: pump.jpeg]`. Attached messages are
    /// not opened.
    public var bestText: String { bestText(limitInBytes: Int.max) }

    /// Returns `bestText` for only the first bytes of the bodies, so that a huge body costs little.
    ///
    /// - Parameter limitInBytes: The maximum number of bytes of the encoded bodies to read.
    /// - Returns: The text of these bytes; it may end in the middle of a word.
    public func bestText(limitInBytes: Int) -> String {
        ReadingText.make(storage, limitInBytes: limitInBytes)
    }

    /// The files that people see with the message, in its order; attached messages are not opened.
    ///
    /// These are the parts that are not text, calendars, the files in winmail.dat and in S/MIME
    /// signatures, before the part that has them, and files in uuencode. A file is decoded when its
    /// `data()` is called; winmail.dat and S/MIME parts are decoded on each access.
    public var attachments: [Attachment] { attachments(depth: 0) }

    private func attachments(depth: Int) -> [Attachment] {
        let roles = storage.partRoles().roles
        let limit = storage.limits.partCount
        var found: [Attachment] = []
        func add(_ files: [Attachment]) { found += files.prefix(limit - found.count) }
        for (index, role) in roles.enumerated() where found.count < limit {
            let part = Part(storage: storage, index: index)
            switch role {
            case .hidden, .sequence, .related, .alternatives: break
            case .file, .namedText, .calendar: found.append(Attachment(part))
            case .text:
                guard role.isPlainText, storage.mayHaveUUEncodedFiles() else { continue }
                add(UUEncodedFile.list(in: part.decodedBody()).map { Attachment($0, in: part) })
            case .tnef:
                let files = part.filesInTNEF()
                add(files)
                add([Attachment(part, isOpened: !files.isEmpty)])
            case .cms:
                let message = depth < FixedLimits.cmsDepth ? part.openedCMS() : nil
                if let message { add(message.attachments(depth: depth + 1)) }
                add([Attachment(part, isOpened: message != nil)])
            }
        }
        return found
    }
}
