// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Parses the value of an Authentication-Results field (RFC 8601 section 2.2).
///
///     authres-payload = [CFWS] authserv-id [CFWS authres-version] (no-result / 1*resinfo) [CFWS]
///     no-result       = [CFWS] ";" [CFWS] "none"
///     resinfo         = [CFWS] ";" methodspec [CFWS reasonspec] [CFWS 1*propspec]
///     methodspec      = [CFWS] Keyword [[CFWS] "/" [CFWS] version] [CFWS] "=" [CFWS] Keyword
///     propspec        = ptype [CFWS] "." [CFWS] property [CFWS] "=" pvalue
struct AuthenticationResultsReader {
    private(set) var server = ""
    private(set) var version: String?
    private(set) var instance: Int?
    private(set) var results: [AuthenticationResults.Result] = []
    private(set) var isComplete = true
    private var scanner: StructuredScanner
    private let limit: Int
    /// The number of results and properties so far.
    private var count = 0
    /// Comments that do not belong to a result yet.
    private var comments: [String] = []

    init(_ bytes: [UInt8], limit: Int) {
        scanner = StructuredScanner(bytes, 0..<bytes.count)
        self.limit = limit
    }

    mutating func read() {
        readServer()
        comments.removeAll()
        while !scanner.isAtEnd {
            guard count < limit else {
                isComplete = false
                return
            }
            skip()
            if scanner.take(ASCII.semicolon) { continue }
            guard !scanner.isAtEnd, readResult() else { continue }
            readProperties()
        }
    }

    private mutating func readServer() {
        skip()
        // "i=1;" precedes the server's name (RFC 8617 section 4.1.1).
        let start = scanner
        if scanner.take(0x69), scanner.take(ASCII.equals) {
            let digits = scanner.takeToken()
            instance = digits.count < 4 ? Int(text(digits)) : nil
            skip()
            _ = scanner.take(ASCII.semicolon)
            skip()
        } else {
            scanner = start
        }
        // Some servers omit their name and begin with a result.
        let ahead = scanner
        let before = isComplete
        _ = scanner.takeToken()
        skip()
        let hasNoServer = scanner.current == ASCII.equals
        scanner = ahead
        isComplete = before
        if hasNoServer { return }
        server = takeValue()
        skip()
        let number = takeValue()
        version = number.isEmpty ? nil : number
        // Other text before the semicolon has no meaning.
        skipToSemicolon()
    }

    /// Reads method and result; returns false if there is none, after skipping the text.
    private mutating func readResult() -> Bool {
        let method = text(scanner.takeToken(), isLowercased: true)
        skip()
        var methodVersion: String?
        if scanner.take(ASCII.slash) {
            skip()
            methodVersion = text(scanner.takeToken())
            skip()
        }
        guard !method.isEmpty, scanner.take(ASCII.equals) else {
            // Text such as `none`.
            skipToSemicolon()
            comments.removeAll()
            return false
        }
        skip()
        let result = text(scanner.takeToken(), isLowercased: true)
        results.append(
            AuthenticationResults.Result(
                method: method, methodVersion: methodVersion, result: result))
        count += 1
        return true
    }

    private mutating func readProperties() {
        let index = results.count - 1
        while count < limit {
            skip()
            guard let byte = scanner.current, byte != ASCII.semicolon else { break }
            let start = scanner.position
            let name = text(scanner.takeToken(), isLowercased: true)
            skip()
            guard !name.isEmpty, scanner.take(ASCII.equals) else {
                // A word that is not a property; always advance, so that the loop ends.
                if scanner.position == start { scanner.position += 1 }
                continue
            }
            skip()
            let value = takeValue()
            count += 1
            if name == "reason" {
                if results[index].reason == nil { results[index].reason = value }
                continue
            }
            let dot = name.utf8.firstIndex(of: ASCII.dot)
            results[index].properties.append(
                AuthenticationResults.Property(
                    type: dot.map { String(name[..<$0]) } ?? "",
                    name: dot.map { String(name.utf8[$0...].dropFirst()) ?? "" } ?? name,
                    value: value))
        }
        results[index].comments = comments
        comments.removeAll()
    }

    /// Skips blanks and comments, and keeps the comments.
    private mutating func skip() {
        while true {
            scanner.skipBlanks()
            guard scanner.current == ASCII.leftParenthesis else { return }
            guard let inside = scanner.takeComment() else {
                stop()
                return
            }
            var comment: [UInt8] = []
            scanner.bytes.appendUnquoted(inside, to: &comment)
            if comments.count < limit { comments.append(ReportValue.text(comment)) }
        }
    }

    /// Stops at an unclosed quotation or comment, because the rest of the field cannot be trusted.
    private mutating func stop() {
        scanner.position = scanner.end
        isComplete = false
    }

    //     pvalue = [CFWS] (value / [[local-part] "@"] domain-name) [CFWS]
    /// Reads a value up to a blank, semicolon or comment, and removes its quotes.
    private mutating func takeValue() -> String {
        var value: [UInt8] = []
        while let byte = scanner.current, !byte.isBlankOrLineEnd, byte != ASCII.semicolon,
            byte != ASCII.leftParenthesis
        {
            guard byte == ASCII.quote else {
                value.append(byte)
                scanner.position += 1
                continue
            }
            guard let inside = scanner.takeQuotedString() else {
                stop()
                return CharacterSet.ascii.decode(value)
            }
            scanner.bytes.appendUnquoted(inside, to: &value)
        }
        return CharacterSet.ascii.decode(value)
    }

    private mutating func skipToSemicolon() {
        while let byte = scanner.current, byte != ASCII.semicolon {
            if byte == ASCII.quote {
                if scanner.takeQuotedString() == nil { stop() }
            } else if byte == ASCII.leftParenthesis {
                skip()
            } else {
                scanner.position += 1
            }
        }
    }

    private func text(_ range: Range<Int>, isLowercased: Bool = false) -> String {
        isLowercased
            ? scanner.bytes.span.lowercased(range)
            : String(decoding: scanner.bytes[range], as: UTF8.self)
    }
}
