// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform
import Submission

/// A letter on its way from the half of this program that a user started to the half that sudo did,
/// whose standard input it is.
///
/// A line of JSON, `{"text":12,"enclosures":[{"name":"offer.pdf","size":4711}]}`, then the bytes of the
/// text and of each enclosure, and nothing more.
enum LetterParcel {
    /// The longest line of JSON: names of files, 255 bytes each.
    private static let headLimitInBytes = 1_048_576
    private static let lineFeed: UInt8 = 10

    /// The parcel of a letter.
    static func bytes(of letter: Letter) -> [UInt8] {
        let text = Array(letter.text.utf8)
        let head: JSON = [
            "text": .integer(Int64(text.count)),
            "enclosures": .array(
                letter.enclosures.map {
                    ["name": JSON(optional: $0.name), "size": .integer(Int64($0.bytes.count))]
                }),
        ]
        return Array(head.text.utf8) + [lineFeed] + text + letter.enclosures.flatMap(\.bytes)
    }

    /// Reads a parcel from standard input; throws `CommandProblem` for what is none.
    static func read() throws -> Letter {
        let limit = headLimitInBytes + Letter.textLimitInBytes + PersonalMail.limitInBytes
        return try letter(in: try StandardInput.readAll(limitInBytes: limit).bytes)
    }

    /// The letter in a parcel.
    static func letter(in bytes: [UInt8]) throws(CommandProblem) -> Letter {
        guard let end = bytes.prefix(headLimitInBytes).firstIndex(of: lineFeed),
            let head = try? JSON(parsing: Array(bytes[..<end])),
            let enclosures = head["enclosures"]?.array
        else { throw isDamaged }
        var rest = bytes[(end + 1)...]
        func take(_ count: JSON?) throws(CommandProblem) -> ArraySlice<UInt8> {
            guard let count = count?.integer.flatMap({ Int(exactly: $0) }),
                (0...rest.count).contains(count)
            else { throw isDamaged }
            defer { rest = rest.dropFirst(count) }
            return rest.prefix(count)
        }
        guard let text = String(validating: try take(head["text"]), as: UTF8.self) else {
            throw isDamaged
        }
        var letter = Letter(text: text)
        for enclosure in enclosures {
            let name = enclosure["name"]?.string
            guard name?.contains("/") != true else { throw isDamaged }
            letter.enclosures.append(
                Enclosure(name: name, bytes: Array(try take(enclosure["size"]))))
        }
        guard rest.isEmpty else { throw isDamaged }
        return letter
    }

    private static var isDamaged: CommandProblem {
        CommandProblem(.badInput, "standard input is no whole letter of mailclerkctl's")
    }
}
