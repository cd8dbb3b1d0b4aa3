// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Testing

@testable import InternetMessage

/// What OpenSSL signs is found, in DER and in the BER that it writes while it reads.
@Suite(.enabled(if: OtherPrograms.has("/usr/bin/openssl"), "needs openssl: apt install openssl"))
struct CMSSecondOpinionTests {
    private static let script = """
        set -e
        cd "$0"
        openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out cert -days 2 -subj /CN=test 2>log
        printf 'Content-Type: text/plain\\r\\n\\r\\nsigned words\\r\\n' >short
        head -c 100000 /dev/zero | tr '\\0' x >long
        for name in short long; do
            sign() { openssl cms -sign -binary -in $name -signer cert -inkey key -outform DER "$@"; }
            sign -nodetach -out $name.whole
            sign -nodetach -stream -out $name.stream
            sign -nodetach -nocerts -keyid -md sha512 -out $name.short
            openssl smime -sign -nodetach -binary -in $name -signer cert -inkey key -outform DER \\
                -out $name.pkcs7
            sign -out $name.detached
            openssl cms -encrypt -binary -aes128 -in $name -outform DER -out $name.encrypted cert
        done
        """

    @Test func opensWhatOpenSSLSigns() throws {
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "mailclerk-cms-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        try #require(
            try OtherPrograms.output(of: "/bin/sh", ["-c", Self.script, directory.path]) != nil)
        func bytes(_ name: String) throws -> [UInt8] {
            Array(try Data(contentsOf: directory.appending(path: name)))
        }
        for name in ["short", "long"] {
            let content = try bytes(name)
            for form in ["whole", "stream", "short", "pkcs7"] {
                let signed = try bytes("\(name).\(form)")
                #expect(CMSContent.kind(signed) == .signed, "\(name).\(form)")
                #expect(CMSContent.signedContent(signed) == content, "\(name).\(form)")
            }
            let detached = try bytes("\(name).detached")
            #expect(CMSContent.kind(detached) == .signed)
            #expect(CMSContent.signedContent(detached) == nil)
            let encrypted = try bytes("\(name).encrypted")
            #expect(CMSContent.kind(encrypted) == .enveloped)
            #expect(CMSContent.signedContent(encrypted) == nil)
        }
    }
}
