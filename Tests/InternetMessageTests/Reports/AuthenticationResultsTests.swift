// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

@Suite struct AuthenticationResultsTests {
    private func read(_ text: String) -> AuthenticationResults {
        AuthenticationResults(Array(text.utf8))
    }

    /// The results as `method=result`, each with its properties.
    private func shown(_ text: String) -> [String] {
        read(text).results.map { result in
            ([result.method + "=" + result.result]
                + result.properties.map { "\($0.type).\($0.name)=\($0.value)" })
                .joined(separator: " ")
        }
    }

    static let full = """
         mx.Example.org (it is us) 1; spf=Pass smtp.mailfrom="a b"@example.net;\r
        \tdkim / 1 = fail (bad (very) signature) reason="key gone" header.d=example.net\r
         header.b="Ab+/="; dmarc=none header.from=example.net
        """

    @Test func readsAll() throws {
        let found = read(Self.full)
        #expect(found.server == "mx.Example.org")
        #expect(found.version == "1")
        #expect(found.isComplete)
        #expect(
            shown(Self.full) == [
                "spf=pass smtp.mailfrom=a b@example.net",
                "dkim=fail header.d=example.net header.b=Ab+/=",
                "dmarc=none header.from=example.net",
            ])
        let dkim = try #require(found.results.dropFirst().first)
        #expect(dkim.methodVersion == "1")
        #expect(dkim.reason == "key gone")
        #expect(dkim.comments == ["bad (very) signature"])
        #expect(dkim.property("header", "d") == "example.net")
        #expect(dkim.property("smtp", "d") == nil)
    }

    static let forms: [(String, String, [String])] = [
        ("example.org; none", "example.org", []), ("example.org", "example.org", []),
        ("\"mx example\"; spf=pass", "mx example", ["spf=pass"]), ("", "", []),
        (
            "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=x.example; compauth=pass reason=100",
            "", ["spf=pass smtp.mailfrom=x.example", "compauth=pass"]
        ),
        ("i=2; mx.example; arc=pass (i=1)", "mx.example", ["arc=pass"]),
        ("mx.example; dmarc=fail action=none", "mx.example", ["dmarc=fail .action=none"]),
        ("mx.example;;; dkim=pass;", "mx.example", ["dkim=pass"]),
    ]

    @Test(arguments: forms)
    func readsOtherForms(_ text: String, _ server: String, _ results: [String]) {
        #expect(read(text).server == server)
        #expect(shown(text) == results)
    }

    /// What a sender can choose, a name in quotes or a comment, makes no results.
    @Test func quotesAndCommentsHoldNoResults() {
        #expect(
            shown("mx.example; spf=fail smtp.helo=\"x; dmarc=pass\" smtp.mailfrom=\";dkim=pass\"@y")
                == ["spf=fail smtp.helo=x; dmarc=pass smtp.mailfrom=;dkim=pass@y"])
        #expect(shown("mx.example; spf=fail (x; dmarc=pass \\) ; dkim=pass)") == ["spf=fail"])
        let open = read("mx.example; spf=fail smtp.helo=\"x; dmarc=pass")
        #expect(open.results.map(\.method) == ["spf"])
        #expect(!open.isComplete)
        #expect(read("mx.example; spf=fail (x; dmarc=pass").results.map(\.method) == ["spf"])
        #expect(read("mx (other.example; dmarc=pass").results.isEmpty)
        #expect(read("i=2; mx.example; none").instance == 2)
    }

    @Test func stopsAtTheLimit() {
        var limits = Limits.standard
        limits.parameterCount = 3
        let text = Array("mx; a=pass b.c=d; e=pass; f=pass".utf8)
        let cut = AuthenticationResults(text, limits: limits)
        #expect(cut.results.map(\.method) == ["a", "e"])
        #expect(!cut.isComplete)
        limits.parameterCount = 4
        #expect(AuthenticationResults(text, limits: limits).results.count == 3)
    }

    @Test func comesFromTheHeader() {
        let text = "Authentication-Results: a; spf=pass\nAuthentication-Results: b; none\n\n"
        #expect(Message(Array(text.utf8)).authenticationResults.map(\.server) == ["a", "b"])
    }

    @Test func survivesCutsAndChanges() {
        for bytes in mutations(of: Array(Self.full.utf8)) {
            #expect(AuthenticationResults(bytes).results.count <= bytes.count)
        }
    }
}
