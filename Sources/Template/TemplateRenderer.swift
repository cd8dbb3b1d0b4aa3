// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Executes the instructions of templates, with explicit stacks instead of recursion.
struct TemplateRenderer {
    private let escaping: Escaping
    private var output: [UInt8] = []
    private var contexts: [TemplateValue]
    private var loops: [Loop] = []
    private var outerCalls: [Call] = []
    private var missing = NameList()
    private var missingPartials = NameList()
    private var isTruncated = false
    private var isFull = false

    /// A template that is being rendered.
    private struct Call {
        let template: Template
        var next = 0
        /// The bytes that are written before each of its lines.
        var indentation: [UInt8] = []
    }

    /// A section that is being rendered.
    private struct Loop {
        let values: [TemplateValue]
        var next = 1
        let body: Int
    }

    init(value: TemplateValue, escaping: Escaping) {
        contexts = [value]
        self.escaping = escaping
    }

    var rendering: Rendering {
        Rendering(
            text: String(decoding: output, as: UTF8.self), missing: missing.names,
            missingPartials: missingPartials.names, isTruncated: isTruncated)
    }

    mutating func run(_ template: Template, partials: (String) -> Template?) {
        output.reserveCapacity(template.source.count * 2)
        var call = Call(template: template)
        var steps = 0
        while !isFull {
            guard call.next < call.template.instructions.count else {
                guard let outer = outerCalls.popLast() else { return }
                call = outer
                continue
            }
            steps += 1
            guard steps <= TemplateLimits.steps else {
                isTruncated = true
                return
            }
            let instruction = call.template.instructions[call.next]
            call.next += 1
            switch instruction {
            case .text(let range): write(call.template.source[range])
            case .lineStart: write(call.indentation[...])
            case .value(let name, let escaped): writeValue(of: name, escaped: escaped)
            case .section(let name, let end): start(name, end: end, in: &call)
            case .sectionEnd: endIteration(in: &call)
            case .inverted(let name, let end):
                if let value = find(name), value.isTrue { call.next = end }
            case .partial(let name, let indentation):
                guard let partial = partials(name.text) else {
                    missingPartials.insert(name.text)
                    continue
                }
                guard outerCalls.count < TemplateLimits.partialDepth else {
                    isTruncated = true
                    continue
                }
                let own = indentation.map { call.indentation + call.template.source[$0] } ?? []
                outerCalls.append(call)
                call = Call(template: partial, indentation: own)
            }
        }
        isTruncated = true
    }

    private mutating func start(_ name: Template.Name, end: Int, in call: inout Call) {
        guard let value = find(name), value.isTrue else {
            call.next = end
            return
        }
        let values = if case .list(let values) = value { values } else { [value] }
        contexts.append(values[0])
        loops.append(Loop(values: values, body: call.next))
    }

    /// Ends an iteration of a section: continues with the next value, or leaves the section.
    private mutating func endIteration(in call: inout Call) {
        contexts.removeLast()
        let last = loops.count - 1
        let loop = loops[last]
        guard loop.next < loop.values.count else {
            loops.removeLast()
            return
        }
        contexts.append(loop.values[loop.next])
        loops[last].next += 1
        call.next = loop.body
    }

    /// Returns the value of a name; returns nil if there is none.
    ///
    /// The first part of the name is searched in the values of the sections, innermost first; the
    /// rest is searched only in the value found.
    private func find(_ name: Template.Name) -> TemplateValue? {
        guard let first = name.path.first else { return contexts.last }
        for context in contexts.reversed() {
            guard case .object(let members) = context, var value = members[first] else { continue }
            for part in name.path.dropFirst() {
                guard case .object(let members) = value, let member = members[part] else {
                    return nil
                }
                value = member
            }
            return value
        }
        return nil
    }
}

// Writing values and text.
extension TemplateRenderer {
    private mutating func writeValue(of name: Template.Name, escaped: Bool) {
        switch find(name) {
        case .string(let string):
            if escaped, escaping == .html {
                write(Self.escapeHTML(string)[...])
            } else {
                write(Array(string.utf8)[...])
            }
        case .bool(let bool): write(Array((bool ? "true" : "false").utf8)[...])
        case .null, .list, .object: break
        case nil: missing.insert(name.text)
        }
    }

    /// Appends bytes up to the limit, without splitting a UTF-8 character.
    private mutating func write(_ bytes: ArraySlice<UInt8>) {
        let space = TemplateLimits.outputBytes - output.count
        guard bytes.count > space else {
            output.append(contentsOf: bytes)
            return
        }
        var end = bytes.startIndex + space
        while end > bytes.startIndex, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        output.append(contentsOf: bytes[..<end])
        isFull = true
    }

    private static func escapeHTML(_ string: String) -> [UInt8] {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(string.utf8.count + 16)
        for byte in string.utf8 {
            switch byte {
            case UInt8(ascii: "&"): escaped += "&amp;".utf8
            case UInt8(ascii: "<"): escaped += "&lt;".utf8
            case UInt8(ascii: ">"): escaped += "&gt;".utf8
            case UInt8(ascii: "\""): escaped += "&quot;".utf8
            case UInt8(ascii: "'"): escaped += "&#39;".utf8
            default: escaped.append(byte)
            }
        }
        return escaped
    }
}

/// A list of names without duplicates, in the order of insertion.
private struct NameList {
    private(set) var names: [String] = []
    private var known: Set<String> = []

    mutating func insert(_ name: String) {
        if known.insert(name).inserted { names.append(name) }
    }
}
