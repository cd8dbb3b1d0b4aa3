// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import Template

@Suite struct TemplateLimitsTests {
    @Test func sectionsReachTheLimitAndNoFurther() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "{{#a}}", count: depth) + "x"
                + String(repeating: "{{/a}}", count: depth)
        }
        let deep = try Template(parsing: nested(TemplateLimits.sectionDepth))
        #expect(deep.render(["a": true], escaping: .none).text == "x")
        let error = #expect(throws: TemplateError.self) {
            try Template(parsing: nested(TemplateLimits.sectionDepth + 1))
        }
        #expect(error?.problem == .tooDeep)
    }

    @Test func aPartialThatIncludesItselfEnds() throws {
        let endless = try Template(parsing: "x{{>self}}")
        let rendering = try Template(parsing: "{{>self}}.").render([:], escaping: .none) { _ in
            endless
        }
        #expect(rendering.text == String(repeating: "x", count: 16) + ".")
        #expect(rendering.isTruncated)
    }

    @Test(arguments: ["{{>self}}{{>self}}{{>self}}{{>self}}", "{{#l}}{{>self}}{{/l}}"])
    func partialsThatWriteNothingEnd(source: String) throws {
        let endless = try Template(parsing: source)
        let list = TemplateValue.list(Array(repeating: "v", count: 10))
        let rendering = endless.render(["l": list], escaping: .none) { _ in endless }
        #expect(rendering.text == "")
        #expect(rendering.isTruncated)
    }

    @Test func outputReachesTheLimitAndNoFurther() throws {
        let template = try Template(parsing: "{{v}}{{w}}")
        let full = String(repeating: "é", count: TemplateLimits.outputBytes / 2)
        let fits = template.render(["v": .string(full), "w": ""], escaping: .none)
        #expect(fits.text.utf8.count == TemplateLimits.outputBytes)
        #expect(!fits.isTruncated)

        let over = template.render(["v": .string("x" + full), "w": "y"], escaping: .none)
        #expect(over.text == "x" + full.dropLast())
        #expect(over.isTruncated)
    }

    @Test func everyPrefixOfATemplateIsReadOrRefused() {
        let source = Array(
            "a {{x.y}}\n{{#s}}\n {{>p}}\r\n{{/s}}{{^t}}é{{{z}}}{{/t}}{{=<% %>=}}<%! c %><%&q%>".utf8
        )
        for length in source.indices {
            let prefix = String(decoding: source[..<length], as: UTF8.self)
            guard let template = try? Template(parsing: prefix) else { continue }
            #expect(!template.render(["s": [true, "x"]], escaping: .html).isTruncated)
        }
    }
}
