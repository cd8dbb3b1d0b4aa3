// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import TestSupport
import Testing

/// `check --nagios`, as a monitoring program runs it.
@Suite struct NagiosTests {
    @Test("Nagios gets one line with performance data, and the status of the worst result")
    func plugin() throws {
        let site = try Site()
        try site.sendmail.become("cat > /dev/null; exit 75")
        try site.deliver()
        let good = try site.control(["check", "--nagios"])
        #expect(good.output.hasPrefix("MAILCLERK ") && good.error == "")
        #expect(good.output.filter { $0 == "\n" }.count == 1)
        #expect(good.output.contains(" | "))
        for label in ["outbox_due=1;", "outbox_held=0;0;;0", "emergency=0;;0;0", "space_free="] {
            #expect(good.output.contains(label), "\(label)")
        }
        try FileManager.default.createDirectory(
            atPath: site.emergencyDirectory, withIntermediateDirectories: true)
        try Data("x".utf8).write(
            to: URL(fileURLWithPath: site.emergencyDirectory + "/1790000000000000.7.emergency"))
        let bad = try site.control(["check", "--nagios"])
        #expect(bad.status == 2 && bad.error == "")
        #expect(bad.output.hasPrefix("MAILCLERK CRITICAL - emergency: 1 emergency message"))
        // A user who may not see counts gets none.
        let other = try site.control(["check", "--nagios", "--as", "alice"])
        #expect(other.status == 2 && !other.output.contains("outbox_due"))
        #expect(!other.output.contains("emergency="))
        #expect(try site.control(["check"]).output.hasPrefix("error: emergency"))

        try FileManager.default.removeItem(atPath: site.storePath)
        let missing = try site.control(["check", "--nagios"])
        #expect(missing.status == 2)
        #expect(missing.output.hasPrefix("MAILCLERK CRITICAL - store: no such store"))
    }

    @Test(
        "A store that may not be read is unknown, and hides nothing else",
        .enabled(if: geteuid() == 0, "needs root: the check runs as another user"))
    func otherUser() throws {
        let site = try Site()
        try site.deliver()
        chmod(site.directory, 0o711)
        let before = try FileManager.default.contentsOfDirectory(atPath: site.directory + "/store")
        let outcome = try site.control(
            ["check", "--nagios"],
            through: ["/usr/bin/setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"])
        #expect(outcome.status == 3)
        #expect(
            outcome.output.hasPrefix("MAILCLERK UNKNOWN - store: permission denied"), "\(outcome)")
        #expect(outcome.output.contains("emergency: permission denied"))
        #expect(outcome.output.contains("space_free="))
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: site.directory + "/store").sorted()
                == before.sorted())
    }
}
