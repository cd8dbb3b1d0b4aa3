// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Parses the source of a template into instructions.
struct TemplateParser {
    let source: [UInt8]
    private(set) var instructions: [Template.Instruction] = []

    private var position = 0
    private var opening = Array("{{".utf8)
    private var closing = Array("}}".utf8)
    private var openSections: [OpenSection] = []
    private var place = Place()

    private struct OpenSection {
        let name: Template.Name
        /// The index of its instruction, whose end is filled in when the section is closed.
        let index: Int
        let isInverted: Bool
    }

    /// A position in the source; it only moves forward, so that computing all positions takes one
    /// pass.
    private struct Place {
        var offset = 0
        var line = 1
        var column = 1

        mutating func move(to target: Int, in source: [UInt8]) {
            for byte in source[offset..<max(offset, target)] {
                if byte == UInt8(ascii: "\n") {
                    line += 1
                    column = 1
                } else if byte & 0xC0 != 0x80 {
                    // Every byte except the continuation bytes of UTF-8 starts a code point.
                    column += 1
                }
            }
            offset = max(offset, target)
        }
    }

    /// A tag in the source.
    private struct Tag {
        let range: Range<Int>
        /// `#`, `^`, `/`, `>`, `&`, `{`, `=`, `!`, or nil for plain interpolation.
        let sigil: UInt8?
        /// The range between sigil and end, without the white space around it.
        let content: Range<Int>
    }

    init(source: [UInt8]) {
        self.source = source
    }

    mutating func parse() throws(TemplateError) {
        while let start = find(opening, from: position) {
            place.move(to: start, in: source)
            let tag = try tag(at: start)
            guard let sigil = tag.sigil, !"&{".utf8.contains(sigil),
                let line = standaloneLines(of: tag)
            else {
                write(position..<start)
                if isLineStart(start) { instructions.append(.lineStart) }
                position = tag.range.upperBound
                try apply(tag, indentation: nil)
                continue
            }
            write(position..<line.lowerBound)
            position = line.upperBound
            try apply(tag, indentation: line.lowerBound..<start)
        }
        write(position..<source.count)
        if let section = openSections.last {
            throw TemplateError(
                line: section.name.line, column: section.name.column,
                problem: .unclosedSection(section.name.text))
        }
    }

    private mutating func tag(at start: Int) throws(TemplateError) -> Tag {
        var from = start + opening.count
        var end = closing
        var sigil: UInt8?
        if from < source.count, "#^/>&{=!".utf8.contains(source[from]) {
            sigil = source[from]
            from += 1
            if sigil == UInt8(ascii: "{") { end.insert(UInt8(ascii: "}"), at: 0) }
            if sigil == UInt8(ascii: "=") { end.insert(UInt8(ascii: "="), at: 0) }
        }
        guard let close = find(end, from: from) else { throw error(.unclosedTag) }
        var content = from..<close
        while let first = content.first, isWhiteSpace(source[first]) { content.removeFirst() }
        while let last = content.last, isWhiteSpace(source[last]) { content.removeLast() }
        return Tag(range: start..<close + end.count, sigil: sigil, content: content)
    }

    private mutating func apply(_ tag: Tag, indentation: Range<Int>?) throws(TemplateError) {
        switch tag.sigil {
        case UInt8(ascii: "!"): break
        case UInt8(ascii: "="): try changeDelimiters(tag)
        case UInt8(ascii: "#"): try open(name(in: tag), isInverted: false)
        case UInt8(ascii: "^"): try open(name(in: tag), isInverted: true)
        case UInt8(ascii: "/"): try close(name(in: tag))
        case UInt8(ascii: ">"):
            instructions.append(.partial(try name(in: tag), indentation: indentation))
        case UInt8(ascii: "&"), UInt8(ascii: "{"):
            instructions.append(.value(try name(in: tag), escaped: false))
        default: instructions.append(.value(try name(in: tag), escaped: true))
        }
    }

    private mutating func open(_ name: Template.Name, isInverted: Bool) throws(TemplateError) {
        guard openSections.count < TemplateLimits.sectionDepth else { throw error(.tooDeep) }
        openSections.append(
            OpenSection(name: name, index: instructions.count, isInverted: isInverted))
        instructions.append(isInverted ? .inverted(name, end: 0) : .section(name, end: 0))
    }

    private mutating func close(_ name: Template.Name) throws(TemplateError) {
        guard let section = openSections.popLast() else {
            throw error(.unopenedSection(name.text))
        }
        guard section.name.text == name.text else {
            throw error(.mismatchedEnd(name.text, open: section.name.text))
        }
        if section.isInverted {
            instructions[section.index] = .inverted(section.name, end: instructions.count)
        } else {
            instructions.append(.sectionEnd)
            instructions[section.index] = .section(section.name, end: instructions.count)
        }
    }

    private mutating func changeDelimiters(_ tag: Tag) throws(TemplateError) {
        let parts = source[tag.content].split(whereSeparator: isWhiteSpace)
        guard parts.count == 2, !source[tag.content].contains(UInt8(ascii: "=")) else {
            throw error(.malformedDelimiters)
        }
        opening = Array(parts[0])
        closing = Array(parts[1])
    }

    private func name(in tag: Tag) throws(TemplateError) -> Template.Name {
        let bytes = source[tag.content]
        guard let first = bytes.first else { throw error(.missingName) }
        let isPartial = tag.sigil == UInt8(ascii: ">")
        if "$<*".utf8.contains(first) {
            throw error(.unknownTag(Character(Unicode.Scalar(first))))
        }
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let isCurrent = !isPartial && bytes.count == 1 && first == UInt8(ascii: ".")
        guard isCurrent || parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isNameByte) }) else {
            throw error(.malformedName)
        }
        return Template.Name(
            text: String(decoding: bytes, as: UTF8.self),
            path: isCurrent ? [] : parts.map { String(decoding: $0, as: UTF8.self) },
            line: place.line, column: place.column)
    }

    private func error(_ problem: TemplateError.Problem) -> TemplateError {
        TemplateError(line: place.line, column: place.column, problem: problem)
    }
}

// Bytes and lines.
extension TemplateParser {
    /// Appends the text of a range, with a `lineStart` for each line in it.
    private mutating func write(_ range: Range<Int>) {
        var start = range.lowerBound
        while start < range.upperBound {
            if isLineStart(start) { instructions.append(.lineStart) }
            let end = source[start..<range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
            let next = end.map { $0 + 1 } ?? range.upperBound
            instructions.append(.text(start..<next))
            start = next
        }
    }

    /// The lines that hold only this tag, with their white space and line ending.
    ///
    /// Such lines are removed from the output. Returns nil if other text is on these lines.
    private func standaloneLines(of tag: Tag) -> Range<Int>? {
        var start = tag.range.lowerBound
        while start > position, isBlank(source[start - 1]) { start -= 1 }
        guard isLineStart(start) else { return nil }
        var end = tag.range.upperBound
        while end < source.count, isBlank(source[end]) { end += 1 }
        if end == source.count { return start..<end }
        if source[end] == UInt8(ascii: "\r") { end += 1 }
        guard end < source.count, source[end] == UInt8(ascii: "\n") else { return nil }
        return start..<end + 1
    }

    private func find(_ pattern: [UInt8], from start: Int) -> Int? {
        guard let first = pattern.first else { return nil }
        var from = start
        while let index = source[from...].firstIndex(of: first) {
            if source[index...].starts(with: pattern) { return index }
            from = index + 1
        }
        return nil
    }

    private func isLineStart(_ index: Int) -> Bool {
        index == 0 || source[index - 1] == UInt8(ascii: "\n")
    }

    private func isBlank(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x09
    }

    private func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...0xFF:
            true
        default: "-_/:@+".utf8.contains(byte)
        }
    }
}
