// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Store
import SystemMailbox
import TestSupport
import Testing

@testable import Administration

@Suite("Lines for mail servers")
struct MTAConfigurationTests {
    /// What `mta-config` knows of a site with these settings, installed as usual.
    private func filterSite(
        _ settings: String, location: StoreLocation = .standard
    ) throws -> FilterSite {
        let site = try Site()
        try site.write("mailclerk.toml", settings)
        _ = try site.apply()
        return try FilterSite(
            store: Store.open(site.location), at: location,
            program: "/usr/local/bin/mailclerk", user: "mailclerk")
    }

    private func text(_ server: MailServer, _ name: String, _ site: FilterSite) -> String? {
        server.ways(for: site).flatMap(\.pieces).first { $0.name == name }?.text
    }

    @Test(arguments: MailServer.allCases)
    func theManualShowsWhatIsPrinted(server: MailServer) throws {
        let manual = try RecipesManual()
        let site = try filterSite(#require(manual.examples(in: "DESCRIPTION").first))
        let examples = manual.examples(in: server.rawValue.uppercased())
        let pieces = server.ways(for: site).flatMap(\.pieces)
        #expect(examples == pieces.map(\.text))
        for piece in pieces {
            #expect(Set(pieces.map(\.name)).count == pieces.count)
            #expect(piece.remarks.allSatisfy { $0.count <= 76 }, "\(piece.name)")
            #expect(piece.lines.allSatisfy { !$0.hasPrefix("#") })
        }
    }

    @Test func anotherStoreStandsInEveryCommand() throws {
        let site = try filterSite(
            "mailboxes.a.address = \"a@example.com\"", location: .file("/srv/mail/m.db"))
        for server in MailServer.allCases {
            let texts = server.ways(for: site).flatMap(\.pieces).map(\.text)
            let commands = texts.filter { $0.contains("mailclerk -") || $0.contains("pipe \"") }
            #expect(!commands.isEmpty)
            for command in commands {
                let isNamed =
                    command.contains("/usr/local/bin/mailclerk -s /srv/mail/m.db")
                    || command.contains("[\"-s\", \"/srv/mail/m.db\", \"-t\", \"8\"]")
                #expect(isNamed, "\(server): \(command)")
            }
        }
    }

    @Test func addressesComeInTheFormsOfTheirTables() throws {
        let site = try filterSite(
            """
            recipient-delimiter = "-_"
            [mailboxes.a]
            address = "Hilfe@Bücher.example"
            aliases = ["*@shop.example"]
            [mailboxes.b]
            address = '"john doe"@example.com'
            """)
        #expect(
            text(.postfix, "recipients", site) == """
                hilfe@bücher.example mailclerk:
                hilfe@xn--bcher-kva.example mailclerk:
                @shop.example mailclerk:
                shop.example mailclerk:

                """)
        #expect(site.leftOut == ["\"john doe\"@example.com"])
        #expect(text(.postfix, "aliases", site) == "hilfe: \"|/usr/local/bin/mailclerk\"\n")
        #expect(text(.postfix, "main", site)?.contains("recipient_delimiter = -_\n") == true)
        #expect(text(.exim, "router", site)?.contains("suffix = -* : _*\n") == true)
        #expect(text(.opensmtpd, "conf", site)?.contains("smtp sub-addr-delim \"-\"\n") == true)
    }

    @Test func withoutADelimiterNoneIsSet() throws {
        let site = try filterSite(
            "recipient-delimiter = \"\"\nmailboxes.a.address = \"a@example.com\"")
        #expect(text(.postfix, "main", site)?.contains("delimiter") == false)
        #expect(text(.exim, "router", site)?.contains("suffix") == false)
    }

    @Test func mailForAddressesOfEarlierSettingsStillComesToBeDeferred() throws {
        let site = try Site()
        try site.write(
            "mailclerk.toml",
            "[mailboxes.a]\naddress = \"a@example.com\"\naliases = [\"old@example.com\"]")
        _ = try site.apply()
        try site.write("mailclerk.toml", "mailboxes.a.address = \"a@example.com\"")
        _ = try site.apply(at: 2)
        func recipients() throws -> String? {
            let facts = try FilterSite(
                store: Store.open(site.location), at: site.location, program: "/m", user: "u")
            return text(.exim, "recipients", facts)
        }
        #expect(try recipients() == "a@example.com\nold@example.com\n")
        _ = try site.apply(at: 3) { $0.retire = ["old@example.com"] }
        #expect(try recipients() == "a@example.com\n")
    }

    @Test func onlyPlainPathsAreTaken() {
        #expect(FilterSite.isPlainPath("/var/lib/mail-clerk/m_1.db+x"))
        for path in ["/a b", "/a\"b", "/a$b", "/a;b", "/ä", "/a\nb", "/a:b", "/a,b"] {
            #expect(!FilterSite.isPlainPath(path))
        }
    }
}

/// The manual of examples.
private struct RecipesManual {
    private let lines: [Substring]

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        lines = try String(
            contentsOf: root.appendingPathComponent("man/mailclerk-recipes.7"), encoding: .utf8
        ).split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The texts of a section's files: its literals without indentation.
    func examples(in section: String) -> [String] {
        var texts: [String] = []
        var current: [Substring]?
        for line in lines.drop(while: { $0 != ".Sh \(section)" }).dropFirst()
            .prefix(while: { !$0.hasPrefix(".Sh ") })
        {
            if line == ".Bd -literal" {
                current = []
            } else if line == ".Ed", let text = current {
                texts.append(text.map { $0.replacing("\\e", with: "\\") + "\n" }.joined())
                current = nil
            } else {
                current?.append(line)
            }
        }
        return texts
    }
}
