// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import TestSupport
import Testing

/// `mta-config` as a postmaster runs it.
@Suite("mta-config")
struct MTAConfigTests {
    private let site: Site

    init() throws {
        site = try Site()
    }

    @Test func aPieceIsWhatGoesIntoItsFile() throws {
        let whole = try site.control(["mta-config", "postfix"])
        #expect(whole.status == 0)
        let master = try site.control(["mta-config", "postfix", "--part", "master"])
        #expect(master.status == 0)
        #expect(master.output.hasPrefix("mailclerk unix - n n - 10 pipe\n"))
        #expect(master.output.contains("/mailclerk -s \(site.storePath) -f ${sender} -r"))
        #expect(whole.output.contains(master.output))
        let program = try #require(master.output.firstMatch(of: /argv=([^ ]+)/)?.1)
        #expect(FileManager.default.isExecutableFile(atPath: String(program)))
    }

    @Test func wrongWordsSayWhatThereIs() throws {
        let part = try site.control(["mta-config", "exim", "--part", "master"])
        #expect(part.status == 64)
        #expect(part.error.contains("recipients, main, router, transport"))
        #expect(try site.control(["mta-config", "sendmail"]).status == 64)
        #expect(try site.control(["mta-config"]).status == 64)
    }

    @Test func agentsAreToldNothing() throws {
        let outcome = try site.control(["mta-config", "postfix", "--as", "bob"])
        #expect(outcome.status == 77)
        #expect(outcome.output.isEmpty)
    }
}
