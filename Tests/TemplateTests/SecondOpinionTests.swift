// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Mustache
import Testing

@testable import Template

/// Templates made at random, rendered by us and by swift-mustache, must come out the same.
@Suite struct SecondOpinionTests {
    private static let partials = [
        "lines": "p\nq {{name}}\n",
        "people": "{{#people}}\n- {{name}} {{case.number}}\n{{/people}}\n",
        "nested": "<\n  {{>lines}}\n>\n", "word": "{{name}}",
    ]

    private static let ours: TemplateValue = [
        "name": "N", "case": ["number": "17", "tags": ["new", "old"]], "yes": true, "no": false,
        "empty": "",
        "people": [["name": "A"], ["name": "B", "case": ["number": "2"]]], "nothing": [],
        "html": "<i class=\"x\">'&amp;'</i>",
    ]

    private static var theirs: [String: Any] {
        [
            "name": "N", "case": ["number": "17", "tags": ["new", "old"]] as [String: Any],
            "yes": true,
            "no": false,
            "people": [["name": "A"], ["name": "B", "case": ["number": "2"]] as [String: Any]],
            "nothing": [String](), "empty": "", "html": "<i class=\"x\">'&amp;'</i>",
        ]
    }

    @Test(arguments: 0..<20)
    func agrees(round: Int) throws {
        var generator = TemplateGenerator(seed: UInt64(round))
        for _ in 0..<100 {
            let source = generator.template()
            let (ours, theirs) = try render(source)
            #expect(ours == theirs, "\(source.debugDescription)")
        }
    }

    /// Where swift-mustache departs from the specification or from us, which the templates made
    /// at random therefore avoid.
    enum KnownDifference: CaseIterable {
        /// It writes lists and objects as Swift describes them; the specification leaves it open.
        case writtenList
        /// It loses white space after the last line end.
        case blanksAtTheEnd
        /// It keeps white space behind a partial that stands alone on the last line.
        case blanksBehindAPartialAtTheEnd
        /// It indents only the first round of a section in an indented partial.
        case indentedSection
        /// It leaves the line of a lone tag after a section whose start tag didn't stand alone.
        case afterInlineSection
        /// An empty text is true for it; the specification coerces as JavaScript does.
        case emptyText
        /// In the section of a boolean `.` is what it was outside.
        case currentBoolean

        var source: String {
            switch self {
            case .writtenList: "{{case.tags}}"
            case .blanksAtTheEnd: "a\n  "
            case .blanksBehindAPartialAtTheEnd: "{{>lines}}  "
            case .indentedSection: " {{>people}}"
            case .afterInlineSection: "a{{#no}}\n{{/no}}\n{{! gone }}\nb"
            case .emptyText: "{{#empty}}a{{/empty}}"
            case .currentBoolean: "{{#name}}{{#yes}}{{.}}{{/yes}}{{/name}}"
            }
        }

        var text: String {
            switch self {
            case .writtenList, .emptyText: ""
            case .blanksAtTheEnd: "a\n  "
            case .blanksBehindAPartialAtTheEnd: "p\nq N\n"
            case .indentedSection: " - A 17\n - B 2\n"
            case .afterInlineSection: "ab"
            case .currentBoolean: "true"
            }
        }
    }

    /// When one of these fails, swift-mustache has changed and the difference may be gone.
    @Test(arguments: KnownDifference.allCases)
    func differsWhereItIsKnownTo(difference: KnownDifference) throws {
        let (first, second) = try render(difference.source)
        #expect(first == difference.text)
        #expect(second != difference.text)
    }

    private func render(_ source: String) throws -> (ours: String, theirs: String) {
        let partials = try Self.partials.mapValues { try Template(parsing: $0) }
        let library = MustacheLibrary(
            templates: try Self.partials.mapValues { try MustacheTemplate(string: $0) })
        let ours = try Template(parsing: source)
            .render(Self.ours, escaping: .html) { partials[$0] }
        let theirs = try MustacheTemplate(string: source).render(Self.theirs, library: library)
        return (ours.text, theirs)
    }
}

/// Makes templates that are well formed, the same ones for the same seed.
private struct TemplateGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    // SplitMix64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    mutating func template() -> String {
        // The full stop keeps white space from being the last thing.
        pieces(inside: [], isInline: false) + "."
    }

    private mutating func pieces(inside sections: [String], isInline: Bool) -> String {
        var source = ""
        for _ in 0..<Int.random(in: 0..<6, using: &self) {
            source += piece(inside: sections, isInline: isInline)
        }
        return source
    }

    private mutating func piece(inside sections: [String], isInline: Bool) -> String {
        let space = pick(["", "", " "])
        let newline = isInline ? "" : pick(["", "\n", "\n"])
        switch Int.random(in: 0..<(sections.count < 3 ? 9 : 6), using: &self) {
        case 0: return pick(["text", "é ü", "}", "{ ", "\"<&>'", isInline ? "a" : "a\nb"])
        case 1: return isInline ? "  " : pick(["\n", " ", "  ", "\n\n"])
        case 2, 3:
            var names = ["name", "case.number", "yes", "no", "gone", "case.gone", "html"]
            if sections.last == "#case.tags" { names.append(".") }
            let name = "\(space)\(pick(names))\(space)"
            return pick(["{{\(name)}}", "{{&\(name)}}", "{{{\(name)}}}"])
        case 4: return "\(space){{! comment }}\(newline)"
        case 5:
            let name = pick(["lines", "people", "nested", "word"])
            if isInline { return "x{{>\(name)}}x" }
            return "\n\(name == "people" ? "" : space){{>\(name)}}\(newline)"
        default:
            let name = pick(["case", "case.tags", "people", "yes", "no", "gone", "nothing", "html"])
            let kind = pick(["#", "^"])
            let isInline = isInline || Bool.random(using: &self)
            let inner = pieces(inside: sections + ["\(kind)\(name)"], isInline: isInline)
            let (start, end) = ("{{\(kind)\(space)\(name)}}", "{{/\(name)\(space)}}")
            if isInline { return "x\(start)\(inner)\(end)x" }
            return "\n\(space)\(start)\n\(inner)\n\(space)\(end)\n"
        }
    }

    private mutating func pick(_ choices: [String]) -> String {
        choices.randomElement(using: &self) ?? ""
    }
}
