// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import InternetMessage
import Platform
import Submission
import Views

/// Gathers what a person brings to a message: words from standard input or an editor, and files.
///
/// All of it is read with the rights of who asks: before root becomes the store's owner, before the
/// store is opened, and of a user who comes through sudo by the half outside.
struct ComposeSource {
    /// What was gathered.
    struct Gathered {
        /// The words and files.
        let message: ComposedMessage
        /// The words come from an editor that showed the whole text: nothing is to be added.
        let isWhole: Bool
    }

    let session: Session
    /// The files to attach, as they were typed.
    let files: [String]
    /// Whether the half outside gathered it.
    let isParcel: Bool
    /// What names the message in the name of a file: `reply-7`.
    let name: String

    /// Reads files, then words; `draft` gives the text that an editor begins with.
    func gather(draft: () throws -> String) throws -> Gathered {
        if !files.isEmpty, session.caller.isAgent {
            throw CommandProblem(
                .notAllowed, "permission denied: attachments cannot be read through sudo")
        }
        if isParcel { return Gathered(message: try Self.parcel(), isWhole: false) }
        let attachments = try attachments()
        guard Terminal.isTerminal(0) else {
            let words = try Self.text(
                of: StandardInput.readAll().bytes, what: "the text on standard input")
            return Gathered(
                message: ComposedMessage(text: words, attachments: attachments), isWhole: false)
        }
        guard !session.caller.isAgent else {
            throw CommandProblem(
                .notAllowed,
                "permission denied: no editor is run through sudo; send the text on standard input")
        }
        let text = try TextEditor(name: name).edited(try draft())
        return Gathered(
            message: ComposedMessage(text: text, attachments: attachments), isWhole: true)
    }

    /// Reads the message that the user's process passes.
    private static func parcel() throws -> ComposedMessage {
        let input = try StandardInput.readAll(limitInBytes: ComposedMessageStream.limitInBytes)
        guard let message = ComposedMessageStream.message(in: input.bytes) else {
            throw CommandProblem(
                .badInput, "standard input is not a complete message stream of mailclerkctl")
        }
        return message
    }

    private func attachments() throws -> [OutgoingAttachment] {
        var room = PersonalMail.limitInBytes
        return try files.map { path in
            guard let status = try FileSystem.status(path) else {
                throw CommandProblem(.noInput, "no such file: \(path)")
            }
            guard !status.isDirectory else {
                throw CommandProblem(.badInput, "is a directory: \(path); attach its files")
            }
            do {
                let bytes = try FileSystem.read(path, limitInBytes: room)
                room -= bytes.count
                let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
                let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
                return OutgoingAttachment(name: String(name), bytes: bytes)
            } catch let error as SystemError where error.isTooLarge {
                let limit = ByteCount.text(PersonalMail.limitInBytes)
                throw CommandProblem(
                    .badInput, "message too large with \(path): more than \(limit)")
            }
        }
    }

    /// Words as text; throws where they are in no charset that can be told, or endless.
    private static func text(of bytes: [UInt8], what: String) throws -> String {
        guard bytes.count <= ComposedMessage.textLimitInBytes else {
            let limit = ByteCount.text(ComposedMessage.textLimitInBytes)
            throw CommandProblem(
                .badInput, "\(what) is too long: more than \(limit); attach it as a file")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw CommandProblem(.badInput, "\(what) is not UTF-8; see iconv(1)")
        }
        guard !text.utf8.contains(0) else {
            throw CommandProblem(.badInput, "\(what) is not text; attach it as a file")
        }
        return text
    }
}

extension SystemError {
    /// Whether a file is longer than what was to be read of it: EFBIG.
    fileprivate var isTooLarge: Bool { code == 27 }
}
