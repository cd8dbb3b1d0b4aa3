// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import Testing

@testable import Administration

@Suite("Template files")
struct TemplateFilesTests {
    private let settings = """
        replies.sendmail = ["/bin/sh"]
        organization.name = "Inc."
        mailboxes.support.address = "support@example.com"
        """

    private func diagnostics(_ files: [String: String], _ severity: SettingsDiagnostic.Severity)
        -> [String]
    {
        texts(load(settings, templates: files), severity)
    }

    @Test func headerAndBodyAreCut() throws {
        let loaded = load(
            settings,
            templates: [
                "templates/a/de-AT.html":
                    "Subject:  Fall {{case.number}} \r\nX-Tag: ä\r\n\r\n<p>\r\nx",
                "templates/partials/footer": "{{organization.name}}\n",
                "templates/partials/footer.html": "<hr>\n",
                "templates/saved/hello/en.txt": "\nHello\n",
            ])
        #expect(loaded.diagnostics == [])
        let fields = [("Subject", "Fall {{case.number}}"), ("X-Tag", "ä")].map {
            TemplateSource.Field(name: $0, value: $1)
        }
        #expect(
            loaded.settings.templates == [
                TemplateSource(
                    purpose: .reply, name: "a", language: "de-at", form: .html, fields: fields,
                    body: "<p>\nx"),
                TemplateSource(
                    purpose: .partial, name: "footer", language: "", form: .text, fields: [],
                    body: "{{organization.name}}\n"),
                TemplateSource(
                    purpose: .partial, name: "footer", language: "", form: .html, fields: [],
                    body: "<hr>\n"),
                TemplateSource(
                    purpose: .saved, name: "hello", language: "en", form: .text, fields: [],
                    body: "Hello\n"),
            ])
        #expect(loaded.files.map(\.path).count == 5)
    }

    @Test(arguments: [
        ("Subject: a\nX-A: b\n\nHello\n  {{#case}}", "5:3: error: the section \"case\" has no end"),
        ("Subject: {{x\n\nHello", "1:10: error: the tag has no end"),
        ("X-A: b\nSubject: ü {{#a}}\n\nHello", "2:12: error: the section \"a\" has no end"),
        (
            "Subject: a\nHello",
            "2:1: error: missing empty line between the header and the text"
        ),
        (
            "From: a\n\nHello",
            "1:1: error: a template may only set \"Subject\" and fields that begin with"
                + " \"X-\", not \"From\""
        ),
        ("Subject: a\nsubject: b\n\nHello", "2:1: error: duplicate field \"subject\""),
        ("Subject: a\n\n \n", "3:1: error: the template has no text"),
        (
            "\n\n{{> foter}}",
            "3:1: error: unknown partial \"foter\""
                + " (did you mean \"footer\"?)"
        ),
    ])
    func errors(_ text: String, _ error: String) {
        let found = diagnostics(
            ["templates/a/en.txt": text, "templates/partials/footer.txt": "x"], .error)
        #expect(found.contains("a/en.txt:" + error), "\(found)")
        #expect(found.count == (error.hasPrefix("2:1: error: missing empty") ? 2 : 1))
    }

    @Test func partialsHaveFormsAndEnds() {
        #expect(
            diagnostics(
                [
                    "templates/partials/one": "1\n{{> two}}",
                    "templates/partials/two": "{{> one}}",
                    "templates/partials/tree": "{{#case}}{{> tree}}{{/case}}",
                ], .error) == [
                    "partials/one:2:1: error: partial \"one\" includes itself endlessly",
                    "partials/tree:1:10: error: partial \"tree\" includes itself endlessly",
                    "partials/two:1:1: error: partial \"two\" includes itself endlessly",
                ])
    }

    @Test func partialsThatMultiplyAreErrors() {
        let ten = { (name: String) in String(repeating: "{{> \(name)}}", count: 10) }
        var files = ["templates/a/en.txt": "\n{{> p1}}", "templates/partials/p8": "x"]
        for level in 1..<8 {
            files["templates/partials/p\(level)"] = ten("p\(level + 1)")
        }
        let error = "a/en.txt:1:1: error: the partials are nested too deeply or expand too much"
        #expect(diagnostics(files, .error) == [error])
        files["templates/partials/p7"] = "x"
        files["templates/partials/p6"] = "x"
        #expect(diagnostics(files, .error) == [])

        var deep = ["templates/a/en.txt": "\n{{> p1}}", "templates/partials/p17": "x"]
        for level in 1..<17 { deep["templates/partials/p\(level)"] = "{{> p\(level + 1)}}" }
        #expect(diagnostics(deep, .error) == [error])
        deep["templates/partials/p16"] = "x"
        #expect(diagnostics(deep, .error) == [])
    }

    @Test func unknownNamesAreWarnings() {
        let text = """
            Subject: {{email.subjct}}

            {{email.from.first_name}} {{#email.from}}{{name}}{{/email.from}} {{now}} {{.}}
            {{#case}}{{number}} {{nummer}}{{/case}}{{^lead}}{{now}}{{/lead}}
              {{organization.name}} {{organization.adress}}
            """
        #expect(
            diagnostics(["templates/a/en.txt": text, "templates/a/notes.md": "x"], .warning) == [
                "a/en.txt:1:10: warning: unknown template name \"email.subjct\""
                    + " (did you mean \"email.subject\"?)",
                "a/en.txt:4:21: warning: unknown template name \"nummer\"",
                "a/en.txt:5:25: warning: unknown template name \"organization.adress\"",
                "a/notes.md:1:1: warning: file ignored; the files of a template are LANG.txt and LANG.html",
            ])
    }

    @Test func aPartialOfTheOtherFormIsAWarning() {
        let files = [
            "templates/a/en.html": "\n{{> footer}}", "templates/partials/footer.txt": "x",
        ]
        #expect(diagnostics(files, .error) == [])
        #expect(
            diagnostics(files, .warning) == [
                "a/en.html:2:1: warning: no such file: templates/partials/footer.html;"
                    + " templates/partials/footer.txt is included unchanged"
            ])
    }

    @Test func subjectsOfTwoFormsAgree() {
        let files = [
            "templates/a/en.txt": "Subject: A\n\nx", "templates/a/en.html": "Subject: B\n\nx",
        ]
        #expect(
            diagnostics(files, .warning) == [
                "a/en.html:1:1: warning: the subject differs from that of templates/a/en.txt"
            ])
    }

    @Test func oneLanguageIsThereOnce() {
        #expect(
            diagnostics(["templates/a/en.txt": "\nx", "templates/a/EN.txt": "\nx"], .error) == [
                "a/en.txt:1:1: error: duplicate template for this language and form"
                    + " (first is templates/a/EN.txt)"
            ])
    }

    @Test func leftoversOfEditorsAreNoFiles() {
        for name in ["en.txt~", ".en.txt.swp", "#en.txt#", ".hidden", "en.txt.bak"] {
            #expect(DirectoryScan.isLeftover(name))
        }
        #expect(!DirectoryScan.isLeftover("en.txt"))
    }
}
