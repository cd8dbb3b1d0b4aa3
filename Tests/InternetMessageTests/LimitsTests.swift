// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import InternetMessage
import Testing

/// Each limit at its value and one past it.
@Suite struct LimitsTests {
    private func limits(_ change: (inout Limits) -> Void) -> Limits {
        var limits = Limits.standard
        change(&limits)
        return limits
    }

    private func nested(_ depth: Int) -> [UInt8] {
        var text = ""
        for level in 0..<depth {
            text += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n"
        }
        return Array((text + "\ncore\n").utf8)
    }

    @Test func depth() {
        let three = limits { $0.depthInParts = 3 }
        #expect(Message(nested(3), limits: three).firstPlainText == "core")
        let deeper = Message(nested(4), limits: three)
        #expect(deeper.firstPlainText == nil)
        #expect(deeper.attachments.map(\.contentType) == ["multipart/mixed"])
        #expect(deeper.defects.contains { $0.kind == .tooDeep })
    }

    @Test func depthOfMessagesInsideMessages() {
        let three = limits { $0.depthInParts = 3 }
        let head = "Content-Type: message/rfc822\n\n"
        let atLimit = Message(
            Array((String(repeating: head, count: 3) + "\nx").utf8), limits: three)
        #expect(atLimit.structure.hasSuffix("(text/plain)))"))
        let past = Message(Array((String(repeating: head, count: 4) + "\nx").utf8), limits: three)
        #expect(past.structure.hasSuffix("(message/rfc822)))"))
    }

    @Test func parts() {
        let three = limits { $0.partCount = 3 }
        let head = "Content-Type: multipart/mixed; boundary=b\n\n"
        let part = "--b\nContent-Type: image/x\n\ny\n"
        let two = Message(Array((head + part + part + "--b--\n").utf8), limits: three)
        #expect(two.attachments.count == 2)
        #expect(two.defects.isEmpty)
        let more = Message(Array((head + part + part + part + "--b--\n").utf8), limits: three)
        #expect(more.attachments.count == 2)
        #expect(more.defects.map(\.kind).contains(.tooManyParts))
    }

    @Test func fieldsAndDefects() {
        let two = limits {
            $0.fieldCount = 2; $0.defectCount = 1
        }
        #expect(Message(Array("A: 1\nB: 2\n\n".utf8), limits: two).defects.isEmpty)
        let more = Message(Array("A: 1\nB: 2\nC: 3\n\nbody".utf8), limits: two)
        #expect(more.header.fields.map(\.name) == ["A", "B"])
        #expect(more.defects.map(\.kind) == [.tooManyFields])
        #expect(more.firstPlainText == "body")
    }

    @Test func headerBytes() {
        // Each field has six bytes with its line end.
        let twelve = limits { $0.headerBytes = 12 }
        let atLimit = Message(Array("A: 12\nB: 23\n\nbody".utf8), limits: twelve)
        #expect(atLimit.header.fields.map(\.name) == ["A", "B"])
        #expect(atLimit.defects.isEmpty)
        let past = Message(Array("A: 12\nB: 234\nC: 1\n\nbody".utf8), limits: twelve)
        #expect(past.header.fields.map(\.name) == ["A"])
        #expect(past.defects.map(\.kind) == [.headerTooLong])
        #expect(past.defects.first?.offset == 6)
        #expect(past.firstPlainText == "body")
    }

    @Test func headerBytesOfAllPartsTogether() {
        let head = "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
        let part = "A: 1\n\nx\n--b\n"
        let some = limits { $0.headerBytes = head.utf8.count }
        let message = Message(Array((head + part + part + "\n--b--\n").utf8), limits: some)
        #expect(message.root.children.map { $0.header.fields.count } == [1, 0, 0])
        #expect(message.defects.map(\.kind) == [.headerTooLong])
    }

    @Test func fieldBytes() {
        let five = limits { $0.fieldBytes = 5 }
        let atLimit = Message(Array("Subject: abcd\nTo: a\n\nbody".utf8), limits: five)
        #expect(atLimit.subject == "abcd")
        #expect(atLimit.defects.isEmpty)
        let past = Message(Array("Subject: abcde\nTo: a\n\nbody".utf8), limits: five)
        #expect(past.subject == "abcd")
        #expect(past.header.fields.first?.fieldRange == 0..<15)
        #expect(past.defects.map(\.kind) == [.fieldTooLong])
        #expect(past.defects.first?.offset == 13)
        #expect(past.firstPlainText == "body")
    }

    @Test func addressesAndIdentifiers() {
        let two = limits {
            $0.addressCount = 2; $0.identifierCount = 2
        }
        let text = "To: a@b, c@d, e@f\nReferences: <1@a> <2@a> <3@a>\n\n"
        let message = Message(Array(text.utf8), limits: two)
        #expect(message.to.map(\.address) == ["a@b", "c@d"])
        let fitting = Message(
            Array("To: a@b, c@d\nReferences: <1@a> <2@a>\n\n".utf8), limits: two)
        #expect(fitting.to.count == 2)
        #expect(fitting.references.count == 2)
        #expect(message.references == ["1@a", "2@a"])
    }

    @Test func parametersAndFileNames() {
        let two = limits {
            $0.parameterCount = 2; $0.fileNameBytes = 5
        }
        let head = "Content-Type: application/x; a=1; b=2; name=late.txt\n\n"
        #expect(Message(Array(head.utf8), limits: two).root.fileName == nil)
        let early = "Content-Type: application/x; a=1; name=early.txt\n\n"
        let part = Message(Array(early.utf8), limits: two)
        #expect(part.attachments.first?.fileName == "early.txt")
        #expect(part.attachments.first?.safeFileName.utf8.count == 5)
    }

    @Test func boundaries() {
        let four = limits { $0.boundaryBytes = 4 }
        func message(_ boundary: String) -> Message {
            let text = "Content-Type: multipart/mixed; boundary=\(boundary)\n\n--\(boundary)\n\nx\n"
            return Message(Array(text.utf8), limits: four)
        }
        #expect(message("abcd").structure == "multipart/mixed(text/plain)")
        #expect(message("abcde").structure == "multipart/mixed")
        #expect(message("abcde").defects.map(\.kind) == [.missingBoundary])
    }

    @Test func readableHTML() {
        let three = limits { $0.readableHTMLBytes = 3 }
        #expect(
            Message(Array("Content-Type: text/html\n\nabc".utf8), limits: three).bestText == "abc")
        #expect(
            Message(Array("Content-Type: text/html\n\nabcd".utf8), limits: three).bestText == "abc")
    }
}
