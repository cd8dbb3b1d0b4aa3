// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import InternetMessage
import Testing

/// Small messages of our own, each for one purpose that its name tells, with the right values.
@Suite struct GoldenTests {
    @Test func everyFolderHasMessages() {
        #expect(GoldenMessage.all.count >= 64)
        #expect(
            GoldenMessage.all.count { Self.thorough.contains($0.testDescription) }
                == Self.thorough.count)
        for folder in GoldenMessage.folders {
            #expect(!GoldenMessage.names(in: folder, ending: "eml").isEmpty)
        }
    }

    @Test(arguments: GoldenMessage.folders)
    func everyMessageHasItsValues(_ folder: String) {
        #expect(
            GoldenMessage.names(in: folder, ending: "eml")
                == GoldenMessage.names(in: folder, ending: "json"))
    }

    /// A key that is misspelt or forgotten judges nothing.
    @Test(arguments: GoldenMessage.all)
    func valuesAreComplete(_ message: GoldenMessage) throws {
        let unjudged = try message.unjudged()
        let keys = Set(try message.expected().keys).subtracting(["unjudged"])
        let known = GoldenValues.required.union(GoldenValues.optional)
        #expect(keys.subtracting(known) == [])
        #expect(unjudged.subtracting(known) == [])
        #expect(keys.intersection(unjudged) == [])
        #expect(GoldenValues.required.subtracting(keys).subtracting(unjudged) == [])
    }

    @Test(arguments: GoldenMessage.all)
    func readsWithEitherLineEnd(_ message: GoldenMessage) throws {
        let unjudged = try message.unjudged().union(["unjudged"])
        for lineEnd in GoldenMessage.LineEnd.allCases {
            let expected = try message.expected(lineEnd)
            let found = GoldenValues.of(Message(message.bytes(lineEnd)))
            for key in Set(expected.keys).union(found.keys).subtracting(unjudged).sorted() {
                #expect(found[key] == expected[key], "\(key) with line ends \(lineEnd)")
            }
        }
    }

    /// Taking the message apart shows the first of all defects.
    @Test(arguments: GoldenMessage.all)
    func structureDefectsComeFirst(_ message: GoldenMessage) {
        let parsed = Message(message.bytes)
        #expect(parsed.findDefects().starts(with: parsed.defects))
    }

    /// Some of each kind, of all lengths.
    private static let thorough: Set<String> = [
        "rfc/digest", "rfc/nested-parts", "legacy/obsolete-header", "legacy/uuencode",
        "malformed/boundary-never-comes", "malformed/junk-in-header", "malformed/raw-bytes",
        "malformed/shared-boundary",
    ]

    /// Cuts and changes some messages at every offset, the others at some 60: whatever comes out,
    /// nothing traps.
    @Test(arguments: GoldenMessage.all)
    func survivesCutsAndChanges(_ message: GoldenMessage) {
        let bytes = message.bytes
        let isThorough = Self.thorough.contains(message.testDescription)
        let step = isThorough ? 1 : max(1, bytes.count / 60)
        let replacements: [UInt8] = [0x00, 0x0A, 0x0D, 0x22, 0x28, 0x3A, 0x3C, 0x3D, 0x2D, 0xFF]
        for (count, offset) in stride(from: 0, to: bytes.count, by: step).enumerated() {
            use(Message(Array(bytes[..<offset])))
            use(Message(Array(bytes[offset...])))
            var changed = bytes
            changed[offset] = replacements[count % replacements.count]
            use(Message(changed))
            changed.insert(replacements[(count / 7) % replacements.count], at: offset)
            use(Message(changed))
        }
    }

    private func use(_ message: Message) {
        let size = message.bytes.count
        for field in message.header.fields {
            #expect(field.fieldRange.upperBound <= size)
            #expect(field.valueRange.upperBound <= field.fieldRange.upperBound)
        }
        #expect(!GoldenValues.of(message).isEmpty)
        #expect(!message.structure.isEmpty)
        #expect(message.bestText.utf8.count <= size * 4 + 16)
    }
}
