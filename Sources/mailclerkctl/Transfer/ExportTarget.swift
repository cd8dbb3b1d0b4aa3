// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Desk
import Intake
import Platform

/// Where emails are written to.
protocol ExportTarget {
    /// Whether an earlier run wrote this email.
    func has(_ item: Desk.ExportItem) throws -> Bool
    /// Writes an email.
    func write(_ email: TransferLine) throws
    /// Makes all of it last.
    func finish() throws
}

/// An mbox or JSON Lines.
final class ExportFile: ExportTarget {
    private let format: ExportFormat
    private let output: Output
    private let file: NewFile?

    /// Writes to a new file, or to standard output without a path.
    init(_ format: ExportFormat, path: String?, output: Output) throws {
        self.format = format
        self.output = output
        file = try path.map(Self.newFile)
    }

    private static func newFile(_ path: String) throws -> NewFile {
        guard try FileSystem.linkStatus(path) == nil else {
            throw CommandProblem(
                .notAllowed, "\(path) is there already; remove it or name another file")
        }
        return try NewFile(path)
    }

    func has(_ item: Desk.ExportItem) -> Bool { false }

    func write(_ email: TransferLine) throws {
        let bytes = format == .jsonl ? email.bytes : Self.mbox(email.message)
        guard let file else { return output.bytes(bytes) }
        try file.write(bytes)
    }

    func finish() throws {
        output.finish()
        try file?.finish()
    }

    private static func mbox(_ message: Import.Message) -> [UInt8] {
        FromLine(sender: message.sender, at: message.receivedAt).bytes
            + MboxText.quoted(message.raw)
    }
}

/// A directory with a file for each email.
struct ExportedMessages: ExportTarget {
    let directory: ExportDirectory

    func has(_ item: Desk.ExportItem) throws -> Bool {
        try FileSystem.linkStatus(path(item.id)) != nil
    }

    func write(_ email: TransferLine) throws {
        try FileSystem.write(path(email.id), Self.contents(email.message))
        try FileSystem.setModified(path(email.id), at: email.message.receivedAt)
    }

    func finish() throws { try FileSystem.syncDirectory(directory.path) }

    private func path(_ id: Int64) -> String {
        let digits = String(id)
        let zeros = String(repeating: "0", count: max(0, 10 - digits.count))
        return "\(directory.path)/\(zeros)\(digits).eml"
    }

    /// The message; readers take an mbox line for none of its own, so one that begins like that
    /// gets another before it.
    static func contents(_ message: Import.Message) -> [UInt8] {
        MboxLine.length(in: message.raw) > 0
            ? Array("From -\n".utf8) + message.raw : message.raw
    }
}
