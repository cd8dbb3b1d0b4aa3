// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Testing

@testable import Template

@Suite struct TemplateTests {
    private static let data: TemplateValue = [
        "organization": ["name": "Smith & Söhne <\"GmbH\">", "motto": "we're here"],
        "case": ["number": "17", "tags": ["new", "urgent"], "owner": nil],
        "empty": "", "yes": true, "no": false, "list": [],
        "people": [["name": "A"], ["name": "B"]],
        "name": "outer",
    ]

    @Test(
        arguments: [
            ("Hello", "Hello"), ("", ""), ("}} { {", "}} { {"),
            ("Case {{case.number}}: {{ organization.name }}", "Case 17: Smith & Söhne <\"GmbH\">"),
            ("{{#people}}{{name}},{{/people}}", "A,B,"),
            ("{{#people}}{{case.number}}{{/people}}", "1717"),
            ("{{#case}}{{#tags}}[{{.}}]{{/tags}}{{/case}}", "[new][urgent]"),
            ("{{#empty}}a{{/empty}}{{^empty}}b{{/empty}}", "b"),
            ("{{#no}}a{{/no}}{{^no}}b{{/no}}{{#yes}}c{{/yes}}{{yes}}", "bctrue"),
            ("{{^list}}none{{/list}}{{list}}{{case}}{{case.owner}}", "none"),
            ("{{#case.owner}}x{{/case.owner}}{{^case.owner}}nobody{{/case.owner}}", "nobody"),
            ("a\r\n{{! gone }}\r\n  {{#yes}}  \r\nb\r\n{{/yes}}\r\n", "a\r\nb\r\n"),
            ("{{=<% %>=}}<%name%> {{name}}<%={{ }}=%> {{name}}", "outer {{name}} outer"),
            ("{{! a\n comment }}\nx", "x"), ("{{#yes}}\n{{name}}\n{{/yes}}", "outer\n"),
        ] as [(String, String)])
    func renders(source: String, text: String) throws {
        let rendering = try Template(parsing: source).render(Self.data, escaping: .none)
        #expect(rendering.text == text)
        #expect(rendering.missing == [])
        #expect(!rendering.isTruncated)
    }

    @Test(
        arguments: [
            ("{{v}}", "&lt;b&gt; &amp; &quot;q&quot; &#39;a&#39; é"),
            ("{{{v}}}", "<b> & \"q\" 'a' é"),
            ("{{&v}}", "<b> & \"q\" 'a' é"), ("{{=| |=}}|{v}|", "<b> & \"q\" 'a' é"),
        ] as [(String, String)])
    func escapesForHTML(source: String, text: String) throws {
        let rendering = try Template(parsing: source)
            .render(["v": "<b> & \"q\" 'a' é"], escaping: .html)
        #expect(rendering.text == text)
    }

    @Test func aValueIsNeverReadAsATemplate() throws {
        let nasty: TemplateValue = "{{name}} {{>p}} {{#people}}"
        let rendering = try Template(parsing: "{{v}}{{{v}}}")
            .render(["v": nasty, "name": "no"], escaping: .none)
        #expect(rendering.text == "{{name}} {{>p}} {{#people}}{{name}} {{>p}} {{#people}}")
    }

    @Test func tellsWhatIsMissing() throws {
        let source =
            "{{gone}} {{case.gone}} {{gone}} {{#lost}}{{/lost}} {{>p}}{{>p}} {{case.owner}}"
        let rendering = try Template(parsing: source).render(Self.data, escaping: .none)
        #expect(rendering.missing == ["gone", "case.gone"])
        #expect(rendering.missingPartials == ["p"])
        #expect(rendering.text == "     ")
    }

    @Test func indentsPartialsButNotValues() throws {
        let outer = try Template(parsing: "-\n  {{>list}}\n{{>list}}!")
        let list = try Template(parsing: "{{#v}}\n* {{.}}\n {{>tail}}\n{{/v}}\n{{>tail}}")
        let tail = try Template(parsing: "t\nu\n")
        let rendering = outer.render(["v": ["a\nb", "c"]], escaping: .none) {
            ["list": list, "tail": tail][$0]
        }
        #expect(
            rendering.text == """
                -
                  * a
                b
                   t
                   u
                  * c
                   t
                   u
                  t
                  u
                * a
                b
                 t
                 u
                * c
                 t
                 u
                t
                u
                !
                """)
    }

    @Test(
        arguments: [
            ("a {{b", 1, 3, TemplateError.Problem.unclosedTag), ("{{{a}}", 1, 1, .unclosedTag),
            ("é\n é{{ }}", 2, 3, .missingName), ("{{#}}", 1, 1, .missingName),
            ("{{a b}}", 1, 1, .malformedName), ("{{a..b}}", 1, 1, .malformedName),
            ("{{.a}}", 1, 1, .malformedName), ("{{a.}}", 1, 1, .malformedName),
            ("{{>.}}", 1, 1, .malformedName), ("{{a|b}}", 1, 1, .malformedName),
            ("{{$a}}{{/a}}", 1, 1, .unknownTag("$")), ("{{<a}}{{/a}}", 1, 1, .unknownTag("<")),
            ("{{>*a}}", 1, 1, .unknownTag("*")), ("x\r\n{{#a}}\r\n", 2, 1, .unclosedSection("a")),
            ("{{#a}}{{^b.c}}{{/b.c}}", 1, 1, .unclosedSection("a")),
            ("{{/a}}", 1, 1, .unopenedSection("a")),
            ("{{#a}}\n{{#b}}{{/a}}", 2, 7, .mismatchedEnd("a", open: "b")),
            ("{{=<%=}}", 1, 1, .malformedDelimiters), ("{{=a b c=}}", 1, 1, .malformedDelimiters),
            ("{{== ==}}", 1, 1, .malformedDelimiters), ("{{=<% %>}}", 1, 1, .unclosedTag),
        ] as [(String, Int, Int, TemplateError.Problem)])
    func refuses(source: String, line: Int, column: Int, problem: TemplateError.Problem) {
        let expected = TemplateError(line: line, column: column, problem: problem)
        #expect(throws: expected) { try Template(parsing: source) }
    }

    @Test func saysWhatIsWrong() {
        let error = TemplateError(line: 1, column: 1, problem: .mismatchedEnd("a", open: "b"))
        #expect("\(error)" == "the section \"a\" is closed while \"b\" is open")
        let deep = TemplateError(line: 1, column: 1, problem: .tooDeep)
        #expect("\(deep)" == "sections are nested more than 100 deep")
    }

    @Test func givesEveryNameWithItsPlace() throws {
        let source = "{{a}}\n  {{#b.c}}é{{{d}}}{{^e}}{{.}}{{>p/q}}\n{{/e}}{{/b.c}}\n{{>r}}"
        let template = try Template(parsing: source)
        #expect(
            template.names == [
                TemplateName(name: "a", use: .value, sections: [], line: 1, column: 1),
                TemplateName(name: "b.c", use: .section, sections: [], line: 2, column: 3),
                TemplateName(name: "d", use: .value, sections: ["b.c"], line: 2, column: 12),
                TemplateName(name: "e", use: .inverted, sections: ["b.c"], line: 2, column: 19),
                TemplateName(name: ".", use: .value, sections: ["b.c"], line: 2, column: 25),
            ])
        #expect(
            template.partialNames == [
                TemplateName(name: "p/q", use: .partial, sections: ["b.c"], line: 2, column: 30),
                TemplateName(name: "r", use: .partial, sections: [], line: 4, column: 1),
            ])
    }
}
