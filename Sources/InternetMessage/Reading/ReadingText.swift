// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Builds the text that people read of a message.
///
/// All texts follow each other, with an empty line between; of alternatives the first one in which
/// anything can be seen. A file between two texts is named. The time is linear in the length.
struct ReadingText {
    private enum Step {
        case part(Int)
        /// The alternatives from `next` on are tried until one after `mark` can be seen.
        case choice([Int], next: Int, mark: (pieces: Int, files: Int))
    }

    /// The texts and the names of files, each without white space at its end.
    private var pieces: [String] = []
    /// The files after the last text, which are only named if another text follows.
    private var files: [Attachment] = []
    /// The number of bytes of bodies that may still be read.
    private var left: Int

    /// Returns the text of the first bytes of all bodies.
    static func make(_ storage: MessageStorage, limitInBytes: Int) -> String {
        var text = ReadingText(left: max(0, limitInBytes))
        text.read(storage, depth: 0)
        return text.joined()
    }

    private init(left: Int) { self.left = left }

    private consuming func joined() -> String {
        guard pieces.count > 1 else { return pieces.first ?? "" }
        var text = pieces[0]
        text.reserveCapacity(pieces.reduce(0) { $0 + $1.utf8.count + 2 })
        for piece in pieces.dropFirst() {
            text += "\n\n"
            text += piece.droppingBlankLinesAtStart()
        }
        return text
    }

    private mutating func read(_ storage: MessageStorage, depth: Int) {
        let roles = storage.partRoles()
        let before = pieces.count
        var steps = [Step.part(0)]
        while left > 0, let step = steps.popLast() {
            switch step {
            case .choice(let members, let next, let mark):
                guard next < members.count, pieces.count == mark.pieces else { continue }
                files.removeLast(files.count - mark.files)
                steps.append(.choice(members, next: next + 1, mark: mark))
                steps.append(.part(members[next]))
            case .part(let index):
                let part = Part(storage: storage, index: index)
                switch roles.roles[index] {
                case .sequence, .related:
                    steps += part.children.reversed().map { .part($0.index) }
                case .alternatives:
                    steps += alternatives(of: part, roles)
                default:
                    add(part, roles.roles[index], depth: depth)
                }
            }
        }
        guard left > 0 else { return }
        addTNEF(storage, roles)
        if pieces.count == before { addNamedTexts(storage, roles) }
    }

    /// Returns the steps for multipart/alternative, the last one first: a choice of its texts, then
    /// its events, because a calendar program writes no more than a greeting into the text.
    private func alternatives(of part: Part, _ roles: PartRoles) -> [Step] {
        let members = part.children.map(\.index)
        let events = members.filter { roles.roles[$0] == .calendar(isText: true) }
        var texts: [Int] = []
        for rank in 0..<PartRoles.none {
            texts += members.filter { roles.ranks[$0] == rank && !events.contains($0) }
        }
        return events.reversed().map { .part($0) }
            + [.choice(texts, next: 0, mark: (pieces.count, files.count))]
    }

    private mutating func add(_ part: Part, _ role: PartRoles.Role, depth: Int) {
        switch role {
        case .text(let form): add(part, form)
        case .calendar(isText: true):
            guard let event = part.calendarInvitation(limitInBytes: left) else {
                // What is no calendar is read as it is, if there is nothing else to read.
                return pieces.isEmpty ? add(takeText(of: part)) : addFile(Attachment(part))
            }
            left -= min(left, part.bodyRange.count)
            // A text before it has the words of the description.
            add(event.readableText(withDescription: pieces.isEmpty))
        case .tnef:
            if !pieces.isEmpty { for file in part.filesInTNEF() { addFile(file) } }
        case .cms:
            guard depth < FixedLimits.cmsDepth, let message = part.openedCMS() else { fallthrough }
            read(message.storage, depth: depth + 1)
        case .file, .namedText, .calendar:
            addFile(Attachment(part))
        case .hidden, .sequence, .related, .alternatives: break
        }
    }

    /// Adds a text part; files in uuencode inside of it are named.
    private mutating func add(_ part: Part, _ form: PartRoles.TextForm) {
        let limit = part.storage.limits.readableHTMLBytes
        switch form {
        case .html: add(HTMLText.readable(takeText(of: part), limitInBytes: limit))
        case .enriched: add(EnrichedText.readable(takeText(of: part), limitInBytes: limit))
        case .rtf:
            let content = RTFText(Array(takeText(of: part).utf8.prefix(limit)))
            add(
                content.isHTML
                    ? HTMLText.readable(content.text, limitInBytes: limit) : content.text)
        case .plain, .flowed:
            let text = takeText(of: part)
            guard part.storage.mayHaveUUEncodedFiles() else {
                return add(form == .flowed ? part.unwrapped(text) : text)
            }
            let bytes = Array(text.utf8)
            var start = 0
            func words(to end: Int) -> String {
                let words = String(decoding: bytes[start..<end], as: UTF8.self)
                return form == .flowed ? part.unwrapped(words) : words
            }
            for file in UUEncodedFile.list(in: bytes) {
                add(words(to: file.range.lowerBound))
                addFile(Attachment(file, in: part))
                start = file.range.upperBound
            }
            add(words(to: bytes.count))
        }
    }

    private mutating func takeText(of part: Part) -> String {
        defer { left -= min(left, part.bodyRange.count) }
        return part.text(limitInBytes: left)
    }

    /// Adds a text, and the files before it if there is a text before them.
    private mutating func add(_ text: String) {
        guard text.hasVisibleCharacters else { return }
        let lines = files.compactMap(\.lineBetweenTexts)
        if !lines.isEmpty { pieces.append(lines.joined(separator: "\n")) }
        files.removeAll()
        pieces.append(TextBody.trimmedEnd(text))
    }

    private mutating func addFile(_ attachment: Attachment) {
        if !pieces.isEmpty { files.append(attachment) }
    }

    /// Adds the text of the first winmail.dat, unless the sender's program also wrote it outside.
    private mutating func addTNEF(_ storage: MessageStorage, _ roles: PartRoles) {
        guard let index = roles.roles.firstIndex(of: .tnef),
            let message = Part(storage: storage, index: index).openedTNEF()
        else { return }
        let text = message.readableText(limitInBytes: storage.limits.readableHTMLBytes)
        let start = text.lettersAndDigits(limitInBytes: FixedLimits.repeatedStartBytes)
        let outside = pieces.joined(separator: "\n")
            .lettersAndDigits(limitInBytes: FixedLimits.repeatedTextBytes)
        guard !start.isEmpty, !outside[...].contains(start) else { return }
        files.removeAll()
        add(String(decoding: text.utf8.prefix(left), as: UTF8.self))
    }

    /// Adds the texts with file names, for a message that has no other text.
    private mutating func addNamedTexts(_ storage: MessageStorage, _ roles: PartRoles) {
        for index in roles.roles.indices where left > 0 {
            guard case .namedText(let form) = roles.roles[index] else { continue }
            add(Part(storage: storage, index: index), form)
        }
    }
}
