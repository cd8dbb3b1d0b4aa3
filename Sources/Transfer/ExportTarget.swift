// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Intake
import InternetMessage
import Platform

/// The destination of an export.
package protocol ExportTarget {
    /// Returns whether an earlier run wrote this email.
    func has(_ item: Desk.ExportItem) throws -> Bool
    /// Writes an email.
    func write(_ email: TransferLine) throws
    /// Syncs the written files.
    func finish() throws
}

/// An export in one file: mbox or JSON Lines.
package final class ExportFile: ExportTarget {
    private let format: ExportFormat
    private let put: ([UInt8]) throws -> Void
    private let end: () throws -> Void

    /// Creates an export to a new file.
    ///
    /// - Throws: `TransferError.exists`, or `SystemError` if the file cannot be created.
    package init(_ format: ExportFormat, path: String) throws {
        guard try FileSystem.linkStatus(path) == nil else {
            throw TransferError.exists(path: path)
        }
        let file = try NewFile(path)
        self.format = format
        put = { try file.write($0) }
        end = { try file.finish() }
    }

    /// Creates an export that passes its bytes to `put`.
    package init(_ format: ExportFormat, to put: @escaping ([UInt8]) throws -> Void) {
        self.format = format
        self.put = put
        end = {}
    }

    /// Returns false, because a file is written by a single run.
    package func has(_ item: Desk.ExportItem) -> Bool { false }

    /// Appends an email.
    package func write(_ email: TransferLine) throws {
        try put(format == .jsonl ? email.bytes : Self.mbox(email.message))
    }

    /// Syncs the file.
    package func finish() throws { try end() }

    private static func mbox(_ message: Import.Message) -> [UInt8] {
        FromLine(sender: message.sender, at: message.receivedAt).bytes
            + MboxText.quoted(message.raw)
    }
}

/// An export to a directory with one file for each email.
package struct ExportedMessages: ExportTarget {
    private let directory: ExportDirectory

    /// Creates an export to this directory.
    package init(_ directory: ExportDirectory) { self.directory = directory }

    /// Returns whether the file of the email exists.
    package func has(_ item: Desk.ExportItem) throws -> Bool {
        try FileSystem.linkStatus(path(item.id)) != nil
    }

    /// Writes the file of an email, with its arrival time.
    package func write(_ email: TransferLine) throws {
        try FileSystem.write(path(email.id), Self.contents(email.message))
        try FileSystem.setModified(path(email.id), at: email.message.receivedAt)
    }

    /// Syncs the directory.
    package func finish() throws { try FileSystem.syncDirectory(directory.path) }

    private func path(_ id: Int64) -> String {
        let digits = String(id)
        let zeros = String(repeating: "0", count: max(0, 10 - digits.count))
        return "\(directory.path)/\(zeros)\(digits).eml"
    }

    /// Returns the bytes of the file.
    ///
    /// Readers remove an mbox line at the start of a file. A message that begins with such a line
    /// therefore gets another mbox line before it.
    static func contents(_ message: Import.Message) -> [UInt8] {
        MboxLine.length(in: message.raw) > 0
            ? Array("From -\n".utf8) + message.raw : message.raw
    }
}
