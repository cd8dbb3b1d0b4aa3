// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Foundation
import InternetMessage
import Testing

/// Where collected messages and the values that several parsers agree on are looked for.
private let sharedDirectory = ProcessInfo.processInfo.environment["MAILCLERK_SHARED"]

/// Every collected message gives the agreed values, but for the differences that have a reason.
@Suite(
    .enabled(
        if: sharedDirectory != nil,
        "the collected messages are looked for in the directory that MAILCLERK_SHARED names"))
struct AgreedValuesTests {
    /// What differs on purpose: the message's number and the field, with the reason.
    private static let differences = [
        // No empty line ends the header: the line that is no field begins the body. The others
        // count it as neither, and the only sentence that the sender wrote would be lost.
        "0222 text",
        // Two From fields: the first one counts, as everywhere. It says nothing, so some look at
        // the second, which a stranger may have added.
        "0420 from",
        // An inner multipart with the boundary of the outer one, closed twice: the part after the
        // first closing delimiter belongs to the outer one, so that no attachment is lost.
        "0501 attachments",
        // A line that is no continuation stands inside a To field: the name in front of it is kept
        // as an address rather than dropped with the damage.
        "0801 to",
        // The date is the example of RFC 5322 appendix A.5, with a comment and blanks inside of the
        // time: it is read, which most parsers can't.
        "0801 date",
        // A part's header runs into its body without an empty line: the text is shown.
        "0855 text",
    ]

    private static let folder = URL(filePath: sharedDirectory ?? "/").appending(path: "corpus")

    @Test func valuesAreTheAgreedOnes() throws {
        let manager = FileManager.default
        let names = try manager.contentsOfDirectory(
            atPath: Self.folder.appending(path: "expected").path
        ).filter { $0.hasSuffix(".json") }.sorted()
        #expect(names.count > 100)
        var found: [String] = []
        for name in names {
            let json = try Data(
                contentsOf: Self.folder.appending(path: "expected").appending(path: name))
            let bytes = try Data(
                contentsOf: Self.folder.appending(path: "messages")
                    .appending(path: name.dropLast(4) + "eml"))
            let agreed = try JSONDecoder().decode(Agreement.self, from: json).agreed
            for field in agreed.differences(from: Message(Array(bytes))) {
                found.append("\(name.prefix(4)) \(field)")
            }
        }
        #expect(found == Self.differences)
    }
}
