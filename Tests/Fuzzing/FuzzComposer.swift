// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Checks that parsing a composed message returns the original values and nothing else.
enum FuzzComposer {
    /// The first byte holds flags; values follow, separated by 0xFF, which never occurs in UTF-8.
    static func compose(_ input: [UInt8]) {
        guard let flags = input.first else { return }
        let values = input.dropFirst().split(
            separator: 0xFF, maxSplits: 5, omittingEmptySubsequences: false)
        func value(_ index: Int) -> [UInt8] { index < values.count ? Array(values[index]) : [] }
        func text(_ index: Int) -> String { String(decoding: value(index), as: UTF8.self) }
        let (subject, name, local, body, fileName) = (text(0), text(1), text(2), text(3), text(4))
        let hasHTML = flags & 1 == 1
        let isFlowed = flags & 2 == 2
        let hasFile = flags & 4 == 4
        let hasMessage = flags & 8 == 8

        var composer = MessageComposer()
        composer.addField("Subject", unstructured: subject)
        composer.addField("From", addresses: [(name, "someone@example.com")])
        composer.addField(
            "To", addresses: [(name, local + "@example.com"), (nil, "b@example.com")])
        composer.addField("X-Structured", structured: subject)
        composer.addField("References", messageIDs: [local, "a@example.com"])
        composer.setBody(text: body, html: hasHTML ? body : nil, isFlowed: isFlowed)
        if hasFile {
            composer.addAttachment(fileName: fileName, contentType: name, bytes: value(5))
        }
        if hasMessage {
            composer.addMessage(value(5), fileName: fileName, allowsEightBits: flags & 16 == 16)
        }
        let bytes = composer.bytes(lineEnd: flags & 32 == 32 ? .crlf : .lf)
        checkLines(bytes)

        let message = Message(bytes)
        checkHeader(message, subject: subject, name: name)
        let root = message.root
        let first = hasFile || hasMessage ? root.children.first ?? root : root
        let plain = hasHTML ? first.children.first ?? first : first
        // Text that begins with letters and zero bytes in turn is read as UTF-16.
        if !isFlowed, !body.utf8.prefix(4).contains(0) {
            require(plain.text() == Self.lines(of: body), "another text: \(plain.text())")
        }
        let isMixed = hasFile || hasMessage
        let count = 1 + (hasFile ? 1 : 0) + (hasMessage ? 1 : 0)
        require(!isMixed || root.children.count == count, "\(root.children.count) parts")
        if hasFile {
            let part = root.children[1]
            require(part.decodedBody() == value(5), "another file")
            checkName(part.fileName, is: fileName)
        }
        if hasMessage {
            require(root.children[count - 1].isMessage, "no message")
            checkName(root.children[count - 1].fileName, is: fileName)
        }
    }

    private static func checkLines(_ bytes: [UInt8]) {
        var length = 0
        for byte in bytes {
            length = byte == 0x0A ? 0 : length + 1
            require(length <= 999, "a line of \(length)")
        }
    }

    private static func checkHeader(_ message: Message, subject: String, name: String) {
        let names = message.header.fields.map(\.name)
        let expected = [
            "Subject", "From", "To", "X-Structured", "References", "MIME-Version", "Content-Type",
            "Content-Transfer-Encoding",
        ]
        var position = expected.startIndex
        for name in names {
            guard let found = expected[position...].firstIndex(of: name) else {
                fatalError("fields \(names)")
            }
            position = found + 1
        }
        require(message.subject ?? "" == words(subject), "subject \(message.subject ?? "")")
        require(message.from.count == 1, "from \(message.from)")
        require(message.from.first?.address == "someone@example.com", "from \(message.from)")
        require(message.from.first?.displayName ?? "" == words(name), "from \(message.from)")
        require((1...2).contains(message.to.count), "to \(message.to)")
        require(message.to.last?.address == "b@example.com", "to \(message.to)")
    }

    private static func checkName(_ found: String?, is fileName: String) {
        // Longer names are truncated.
        guard fileName.utf8.count <= 1_000 else { return }
        require(found ?? "" == words(fileName), "name \(found ?? "") of \(words(fileName))")
    }

    /// The words of a value with single spaces between them, as the parser returns them.
    private static func words(_ value: String) -> String {
        let words = value.utf8.split { $0 <= 0x20 || $0 == 0x7F }
        return String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
    }

    /// The lines of a text as the parser returns them: with line feeds, also after the last line,
    /// and without a byte order mark.
    private static func lines(of text: String) -> String {
        var output: [UInt8] = []
        var previous: UInt8 = 0
        for byte in text.utf8 {
            if byte != 0x0A || previous != 0x0D { output.append(byte == 0x0D ? 0x0A : byte) }
            previous = byte
        }
        if let last = output.last, last != 0x0A { output.append(0x0A) }
        if output.starts(with: [0xEF, 0xBB, 0xBF]) { output.removeFirst(3) }
        return String(decoding: output, as: UTF8.self)
    }
}
