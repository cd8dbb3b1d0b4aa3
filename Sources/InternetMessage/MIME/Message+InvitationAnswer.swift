// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Message {
    /// Whether a calendar program wrote the message to answer an invitation (RFC 5546 sections
    /// 3.2.3 and 3.2.7: REPLY, COUNTER), and no person added words or files to it.
    ///
    /// Words are the text beside the calendar, and a COMMENT of its event. Programs leave the text
    /// empty or write one sentence, such as `Ada Quill has accepted this invitation.`; Google adds
    /// the details of the event.
    package var isAnswerToInvitationWithoutWords: Bool {
        guard let calendar = calendarOfAnswer() else { return false }
        var texts = (plain: "", html: "")
        var hasFile = false
        forEachPart { part in
            guard !part.isMultipart else { return true }
            let type = part.contentType.name
            let limit = FixedLimits.invitationTextBytes
            if ["text/plain", "text/html"].contains(type), part.disposition != "attachment" {
                let text = part.text(limitInBytes: limit)
                if type == "text/plain" {
                    texts.plain += text + "\n"
                } else {
                    texts.html += HTMLText.readable(text, limitInBytes: limit) + "\n"
                }
            } else if !Self.accompanyingTypes.contains(type) {
                hasFile = true
            }
            return !hasFile
        }
        guard !hasFile, !CalendarAnswer.hasComment(calendar) else { return false }
        let author = from.first.map { "\($0.displayName ?? "") \($0.address)".lowercased() } ?? ""
        let text = texts.plain.hasVisibleCharacters ? texts.plain : texts.html
        return !CalendarAnswer.hasWords(text, author: author)
    }

    /// The types of parts that a program adds to an answer: the calendar and signatures.
    private static let accompanyingTypes = [
        "text/calendar", "application/ics", "application/pkcs7-signature",
        "application/x-pkcs7-signature", "application/pgp-signature",
    ]

    /// Returns the calendar of an answer to an invitation; nil if the message has none.
    private func calendarOfAnswer() -> String? {
        // Most messages have no calendar, so that no content type is parsed.
        guard storage.nodes.contains(where: isCalendar) else { return nil }
        var found: String?
        forEachPart { part in
            let type = part.contentType
            guard ["text/calendar", "application/ics"].contains(type.name) else { return true }
            let text = part.text(limitInBytes: FixedLimits.invitationTextBytes)
            let method =
                type.parameter("method")?.uppercased() ?? CalendarInvitation(text)?.method
            if let method, ["REPLY", "COUNTER"].contains(method) { found = text }
            return found == nil
        }
        return found
    }

    private func isCalendar(_ node: PartNode) -> Bool {
        guard node.kind == .leaf, node.contentType >= 0 else { return false }
        let field = storage.fields[Int(node.contentType)]
        let bytes = storage.buffers[Int(node.buffer)]
        let span = bytes.span
        var start = field.valueStart
        while start < field.valueEnd, span[start].isBlankOrLineEnd { start += 1 }
        return span.hasIgnoringCase("text/calendar", at: start)
            || span.hasIgnoringCase("application/ics", at: start)
    }
}

/// Separates the words of a person from those of a calendar program.
private enum CalendarAnswer {
    /// Returns whether the event has a COMMENT with text (RFC 5545 section 3.8.1.4).
    static func hasComment(_ calendar: String) -> Bool {
        var isInEvent = false
        for line in lines(calendar) {
            let upper = line.uppercased()
            if upper == "BEGIN:VEVENT" || upper == "BEGIN:VTODO" { isInEvent = true }
            guard isInEvent, upper.hasPrefix("COMMENT:") || upper.hasPrefix("COMMENT;") else {
                continue
            }
            let value = line.drop { $0 != ":" }.dropFirst()
            if String(value).replacingEscapedLineEnds().hasVisibleCharacters { return true }
        }
        return false
    }

    /// Returns whether a text has words that are not a calendar program's.
    ///
    /// `author` is the name and address of the author, in lower case.
    static func hasWords(_ text: String, author: String) -> Bool {
        var lines = lines(text).map { $0.trimmingBlanks() }.filter(\.hasVisibleCharacters)
        // Outlook draws a line of asterisks and tildes between the details of the event and the
        // text.
        let count = lines.count
        lines.removeAll { $0.utf8.allSatisfy("*~".utf8.contains) }
        if lines.count < count {
            lines.removeAll { line in
                ["When:", "Where:"].contains { line.utf8.starts(with: $0.utf8) }
            }
        }
        guard let first = lines.first else { return false }
        guard isSentenceOfProgram(first, author: author) else { return true }
        // Google adds the details of the event, and its own footer.
        let isGoogles = lines.contains { contains($0, "Invitation from Google Calendar") }
        return !isGoogles && lines.dropFirst().contains { $0 != first }
    }

    private static let verbs = [
        " has accepted ", " has declined ", " has tentatively accepted ", " accepted ",
        " declined ", " tentatively accepted ", " has replied \"maybe\" to ",
    ]
    private static let objects = [
        "this invitation", "the invitation", "your invitation", "your event invitation",
        "your meeting invitation", "this event", "your event",
    ]

    /// Returns whether a program wrote a line, such as `Ada Quill has accepted this invitation`.
    private static func isSentenceOfProgram(_ line: String, author: String) -> Bool {
        guard line.utf8.count <= 300 else { return false }
        var text = line.lowercased()
        if text.hasSuffix(".") { text.removeLast() }
        guard let object = objects.first(where: { text.hasSuffix($0) }) else { return false }
        text.removeLast(object.count)
        // `has accepted` is tried before `accepted`.
        guard let verb = verbs.first(where: { text.hasSuffix($0) }) else { return false }
        // A person writes `I accepted`, a program the name of the author.
        let name = text.dropLast(verb.count).split { " \"".contains($0) }
        guard let start = name.first, start.utf8.count > 1, name.count <= 12 else { return false }
        return contains(author, String(start))
    }

    /// Returns the lines of a text, without their line endings.
    private static func lines(_ text: String) -> [String] {
        text.utf8.split(separator: ASCII.lineFeed).prefix(FixedLimits.calendarLineCount)
            .map { Substring($0).filter { $0 != "\r" } }
    }

    private static func contains(_ text: String, _ part: String) -> Bool {
        let bytes = Array(text.utf8)
        return bytes.indices.contains { bytes.span.hasIgnoringCase(part, at: $0) }
    }
}

extension String {
    /// Returns the text with `\n` of RFC 5545 section 3.3.11 as blanks.
    fileprivate func replacingEscapedLineEnds() -> String {
        var output = ""
        var isEscaped = false
        for scalar in unicodeScalars {
            if isEscaped, scalar == "n" || scalar == "N" {
                output += " "
            } else if scalar != "\\" {
                output.unicodeScalars.append(scalar)
            }
            isEscaped = scalar == "\\"
        }
        return output
    }
}
