// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox
import TestSupport
import Testing

@testable import Administration

@Suite("A new site")
struct InitialSiteTests {
    private let author = Apply.Author(name: "root", host: "mx", now: 1)

    @Test func itIsAppliedAsItIsWritten() throws {
        let site = try Site()
        let outcome = try InitialSite.create(
            directory: site.settings, store: site.location, author: author)
        let other = outcome.diagnostics.filter { !$0.message.contains("/usr/sbin/sendmail") }
        #expect(other == [])
        #expect(outcome.version?.number == 1)
        let settings = try #require(try site.current())
        #expect(settings.mailboxes.map(\.name) == ["sales", "support"])
        #expect(settings.mailboxes.map(\.action.kind) == [.lead, .case])
        #expect(settings.mailboxes.last?.rules.map(\.template) == ["acknowledge"])
        #expect(settings.templates.map(\.language).sorted() == ["", "", "de", "en", "en"])
        #expect(try site.apply().lines == ["nothing changed"])
    }

    /// What stands behind a # is right, too.
    @Test func itsCommentsCanBeTakenIn() throws {
        let files = InitialTexts.files(domain: "example.com")
        let lines = try #require(files.last?.text.split(separator: "\n"))
        let keys = lines.map { line -> String in
            let key = line.dropFirst(2).prefix { $0.isLetter || "-.[]".contains($0) }
            let rest = line.dropFirst(2 + key.count)
            let isCode = line.hasPrefix("# ") && (rest.hasPrefix(" = ") || key.hasPrefix("["))
            return isCode ? String(line.dropFirst(2)) : String(line)
        }
        let templates = Dictionary(
            uniqueKeysWithValues: files.dropLast().map { ($0.path, $0.text) })
        let loaded = load(keys.joined(separator: "\n"), templates: templates)
        #expect(texts(loaded) == [])
        #expect(
            texts(loaded, .warning).filter { warning in
                !["sendmail", "alice.txt", "lib/mailclerk/erp"].contains { warning.contains($0) }
            } == [])
        #expect(loaded.settings.programs.map(\.name) == ["erp"])
        #expect(loaded.settings.mailboxes.last?.rules.first?.condition != nil)
        #expect(loaded.settings.users.map(\.name) == ["alice"])
    }

    @Test func itsAddressesAreOfTheDomain() throws {
        let site = try Site()
        _ = try InitialSite.create(
            directory: site.settings, store: site.location, domain: "bücher.example",
            author: author)
        let settings = try #require(try site.current())
        #expect(
            settings.mailboxes.map(\.address) == ["sales@bücher.example", "support@bücher.example"])
    }

    @Test(arguments: ["", "a b", "@x.example", "x.example\"", "a..b", "-x.example", "x\n.example"])
    func whatIsNoDomainIsRefused(_ domain: String) throws {
        let site = try Site()
        #expect(throws: InitialSite.Refusal.noDomain(domain)) {
            try InitialSite.create(
                directory: site.settings, store: site.location, domain: domain, author: author)
        }
        #expect(try FileSystem.status(site.settings) == nil)
    }

    @Test func nothingIsOverwritten() throws {
        let site = try Site()
        try site.write("templates/mine/en.txt", "\nx")
        #expect(throws: InitialSite.Refusal.exists(path: site.settings + "/templates")) {
            try InitialSite.create(directory: site.settings, store: site.location, author: author)
        }
        #expect(try FileSystem.list(site.settings) == ["templates"])
        #expect(try FileSystem.status(site.store) == nil)
    }
}
