// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

// The parts of reports in messages that are not declared as multipart/report.
extension Message {
    /// Whether a part outside embedded messages is a delivery status (RFC 3464, RFC 6533).
    package var hasDeliveryStatusPart: Bool {
        hasReportPart(["message/delivery-status", "message/global-delivery-status"]) { _ in true }
    }

    /// Whether a part outside embedded messages is a disposition notification (RFC 8098, RFC 6533).
    ///
    /// - Parameter attached: Whether parts with the disposition `attachment` are included; people
    ///   forward such parts, too.
    /// - Returns: Whether there is such a part.
    package func hasDispositionNotificationPart(attached: Bool) -> Bool {
        let types = [
            "message/disposition-notification", "message/global-disposition-notification",
        ]
        return hasReportPart(types) { attached || $0.disposition != "attachment" }
    }

    /// Returns whether there is a part of one of these types outside embedded messages.
    private func hasReportPart(_ types: [String], where isWanted: (Part) -> Bool) -> Bool {
        // Most messages have no such node, so that no content type is parsed.
        guard storage.nodes.contains(where: { $0.kind == .otherMessage }) else { return false }
        var isFound = false
        forEachPart { part in
            isFound = part.isMessage && types.contains(part.contentType.name) && isWanted(part)
            return !isFound
        }
        return isFound
    }

    /// The Message-IDs of the messages that are returned in parts, without angle brackets.
    ///
    /// These parts are message/rfc822 and text/rfc822-headers (RFC 6522 section 4). At most
    /// `FixedLimits.returnedMessageCount` of them are read.
    package var returnedMessageIDs: [String] {
        var found: [String] = []
        var count = 0
        forEachPart { part in
            let header: Header?
            switch part.contentType.name {
            case "message/rfc822", "message/global": header = part.children.first?.header
            case "text/rfc822-headers", "message/global-headers":
                let bytes = part.decodedBody(limitInBytes: FixedLimits.reportTextBytes)
                header = Message(bytes, limits: storage.limits).header
            default: header = nil
            }
            guard let header else { return true }
            if let id = header.first("Message-ID")?.messageIDs().first { found.append(id) }
            count += 1
            return count < FixedLimits.returnedMessageCount
        }
        return found
    }

    /// Returns the Message-IDs that the text parts name: in a line such as `Message-ID: <...>`, or
    /// anywhere if `isKnown` holds.
    ///
    /// At most 8 are returned, each once, in the order of the text; a daemon that returns a message
    /// in plain text names few.
    ///
    /// - Parameter isKnown: Returns whether a Message-ID, without angle brackets, is known by its
    ///   form.
    /// - Returns: The Message-IDs without angle brackets.
    package func messageIDsInText(isKnown: (String) -> Bool) -> [String] {
        var found: [String] = []
        var partCount = 0
        forEachPart { part in
            guard part.isLeaf, part.contentType.type == "text" else { return true }
            let bytes = part.decodedBody(limitInBytes: FixedLimits.reportTextBytes)
            NamedIdentifiers.find(in: bytes.span, isKnown: isKnown, into: &found)
            partCount += 1
            return partCount < FixedLimits.reportPartCount
        }
        return found
    }

    /// The beginning of the first plain text, up to a line that looks like a header field of a
    /// returned message, in lower case; empty if there is no such text.
    package var wordsOfReport: String {
        var words = ""
        forEachPart { part in
            guard part.isLeaf, part.contentType.name == "text/plain" else { return true }
            let bytes = part.decodedBody(limitInBytes: FixedLimits.reportWordsBytes)
            let span = bytes.span
            var line = 0
            while line < span.count, !Self.isReturnedField(span, at: line) {
                line = MessageParser.endOfLine(span, from: line)
            }
            words = span.lowercased(0..<line)
            return false
        }
        return words
    }

    private static func isReturnedField(_ span: Span<UInt8>, at line: Int) -> Bool {
        var start = line
        while start < span.count, span[start].isBlank || span[start] == ASCII.greater { start += 1 }
        return [
            "Return-Path:", "Received:", "From:", "To:", "Subject:", "Date:", "Message-ID:",
        ].contains { span.hasIgnoringCase($0, at: start) }
    }
}

/// Finds Message-IDs in the text of a report.
private enum NamedIdentifiers {
    static func find(
        in span: Span<UInt8>, isKnown: (String) -> Bool, into found: inout [String]
    ) {
        var position = 0
        for _ in 0..<FixedLimits.reportAddressCount {
            let at = span.firstIndex(of: ASCII.at, from: position, to: span.count)
            guard at < span.count, found.count < FixedLimits.namedIdentifierCount else { return }
            position = at + 1
            var start = at
            while start > 0, at - start <= FixedLimits.identifierBytes, isPart(span[start - 1]) {
                start -= 1
            }
            var end = at + 1
            while end < span.count, end - at - 1 <= FixedLimits.identifierBytes, isPart(span[end]) {
                end += 1
            }
            // A dot ends the sentence, not the identifier.
            while end > at + 1, span[end - 1] == ASCII.dot { end -= 1 }
            guard 1...FixedLimits.identifierBytes ~= at - start,
                1...FixedLimits.identifierBytes ~= end - at - 1
            else { continue }
            var bytes: [UInt8] = []
            for index in start..<end { bytes.append(span[index]) }
            let id = CharacterSet.ascii.decode(bytes)
            guard !found.contains(id) else { continue }
            if isLabelled(span, start) || isKnown(id) { found.append(id) }
        }
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        byte > ASCII.space && byte < 0x7F && !"<>()[]\",;:&@".utf8.contains(byte)
    }

    /// Returns whether `Message-ID:` stands before the identifier, perhaps on the line before.
    private static func isLabelled(_ span: Span<UInt8>, _ start: Int) -> Bool {
        var end = start
        if end >= 4, span.hasIgnoringCase("&lt;", at: end - 4) { end -= 4 }
        while end > 0, span[end - 1].isBlankOrLineEnd || "<>:".utf8.contains(span[end - 1]) {
            end -= 1
        }
        return ["Message-ID", "Message ID", "MessageID"].contains {
            span.hasIgnoringCase($0, at: end - $0.utf8.count)
        }
    }
}
