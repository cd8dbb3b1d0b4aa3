// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

// What the message has as MIME describes it; nothing is opened or joined.
extension Message {
    /// The first text/plain body part: decoded, with LF line endings, without trailing white space.
    ///
    /// The value is nil if there is none; `format=flowed` lines are not joined. People get
    /// `bestText`.
    public var firstPlainText: String? {
        bodyPart("plain").map { TextBody.trimmedEnd($0.text()) }
    }

    /// The first text/html body part, decoded, with LF line endings; nil if there is none.
    public var html: String? { bodyPart("html")?.text() }

    /// Whether there is a text/html body part.
    public var hasHTML: Bool { bodyPart("html") != nil }

    /// The parts that are not body parts, in the order of the message; neither they nor embedded
    /// messages are opened.
    ///
    /// People get `attachments`.
    public var attachmentParts: [Part] {
        var found: [Part] = []
        forEachPart { part in
            if part.isMessage || part.isLeaf && !part.isBodyPart { found.append(part) }
            return true
        }
        return found
    }

    /// The tree of content types, such as `multipart/mixed(text/plain,message/rfc822(text/html))`.
    public var structure: String {
        var output: [UInt8] = []
        var openNodes: [Int] = []
        var current: Int? = 0
        while let index = current {
            let node = storage.nodes[index]
            while let last = openNodes.last, last != Int(node.parent) {
                output.append(ASCII.rightParenthesis)
                openNodes.removeLast()
            }
            if output.last != ASCII.leftParenthesis, !output.isEmpty { output.append(ASCII.comma) }
            output += Part(storage: storage, index: index).contentType.name.utf8
            if node.firstChild >= 0 {
                output.append(ASCII.leftParenthesis)
                openNodes.append(index)
            }
            current = storage.node(after: index, skippingChildren: false)
        }
        for _ in openNodes { output.append(ASCII.rightParenthesis) }
        return String(decoding: output, as: UTF8.self)
    }

    /// Returns the first body part with this text subtype.
    private func bodyPart(_ subtype: String) -> Part? {
        var found: Part?
        forEachPart { part in
            if part.isBodyPart, part.bodySubtype == subtype { found = part }
            return found == nil
        }
        return found
    }

    /// Visits the parts depth first, except those inside embedded messages, until `visit` returns
    /// false.
    func forEachPart(_ visit: (Part) -> Bool) {
        var current: Int? = 0
        while let index = current {
            let part = Part(storage: storage, index: index)
            guard visit(part) else { return }
            current = storage.node(after: index, skippingChildren: part.isMessage)
        }
    }
}
