// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Platform

/// `attachment`: the bytes of an attachment.
struct AttachmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attachment", abstract: "Save an attachment of an email.")

    @Argument(help: ArgumentHelp("The email's number.", valueName: "id"))
    var id: Int64

    @Argument(help: ArgumentHelp("The attachment's number, from 1.", valueName: "n"))
    var number: Int

    @Option(
        name: .customShort("o"), parsing: .unconditional,
        help: ArgumentHelp(
            "The file to write, or a directory; standard output unless given.", valueName: "file"))
    var file: String?

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let target = file == "-" ? nil : file
        let session = try Session(global, for: .everybody, usesFiles: target != nil)
        guard let target else {
            guard !Terminal.isTerminal(1) else {
                throw CommandProblem(.usage, "give a file with -o, or send the output to one")
            }
            let email = try session.openDesk().openedEmail(id)
            session.output.bytes(email.bytes(of: try email.attachment(number)))
            return session.output.finish()
        }
        let name: String?
        let bytes: [UInt8]
        if session.changesUser {
            let user = global.asUser.map { ["--as=\($0)"] } ?? []
            bytes = try OwnProgram.output(
                of: ["attachment", String(id), String(number)] + user,
                storePath: session.storePath)
            name = nil
        } else {
            let email = try session.openDesk().openedEmail(id)
            let attachment = try email.attachment(number)
            bytes = email.bytes(of: attachment)
            name = attachment.safeFileName
        }
        let path = try Self.path(target, name: name ?? "attachment-\(id)-\(number)")
        try FileSystem.write(path, bytes)
        session.output.note("wrote \(path), \(ByteCount.text(bytes.count))")
    }

    /// The file to write: in a directory under the attachment's own, safe name.
    private static func path(_ target: String, name: String) throws -> String {
        guard let status = try FileSystem.status(target) else { return target }
        switch status.kind {
        case .file, .link: return target
        case .directory: return target + "/" + name
        case .other:
            throw CommandProblem(.usage, "\(target) is no file; leave -o out and redirect")
        }
    }
}
