// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import InternetMessage
import Platform
import Submission
import Views

/// Reads the text of a message from standard input or an editor, and the files to attach.
///
/// Text and files are read with the caller's permissions, before root becomes the store owner and
/// opens the store. With sudo, the user's process reads them.
struct ComposeSource {
    /// The text and files that were read.
    struct Gathered {
        /// The text and the attached files.
        let message: ComposedMessage
        /// Whether the text comes from an editor and is complete: no signature and no original are
        /// added.
        let isWhole: Bool
    }

    let session: Session
    /// The paths of the files to attach.
    let files: [String]
    /// Whether the user's process has read the text and files and passes them on standard input.
    let isParcel: Bool
    /// The name of the message in file names, such as `reply-7`.
    let name: String

    /// Reads the files, then the text; `draft` returns the initial text for an editor.
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

    /// Reads the message that the user's process passes on standard input.
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

    /// Returns the bytes as text; throws if they are too long, not UTF-8, or contain NUL.
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
    /// Whether the error is EFBIG: a file is longer than the limit for reading it.
    fileprivate var isTooLarge: Bool { code == 27 }
}
