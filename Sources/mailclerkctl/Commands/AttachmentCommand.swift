// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import JSON
import Platform
import Views

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

    /// For a parent that writes the file: the name in a line of JSON before the bytes.
    @Flag(help: .hidden) var named = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let target = file == "-" ? nil : file
        let session = try Session(global, for: .everybody, usesFiles: target != nil)
        guard let target else {
            guard !Terminal.isTerminal(1) else {
                throw CommandProblem(.usage, "give a file with -o, or send the output to one")
            }
            let (name, bytes) = try read(session)
            if named { session.output.json(["filename": .string(name)]) }
            session.output.bytes(bytes)
            return session.output.finish()
        }
        let (name, bytes) = try session.usesChildren ? readByChild(session) : read(session)
        let path = try Self.path(target, name: name)
        try FileSystem.write(path, bytes)
        session.output.note("wrote \(path), \(ByteCount.text(bytes.count))")
    }

    private func read(_ session: Session) throws -> (name: String, bytes: [UInt8]) {
        let email = try session.openDesk().openedEmail(id)
        let attachment = try email.attachment(number)
        return (attachment.safeFileName, email.bytes(of: attachment))
    }

    private func readByChild(_ session: Session) throws -> (name: String, bytes: [UInt8]) {
        let user = global.asUser.map { ["--as=\($0)"] } ?? []
        let answer = try session.outputOfChild(
            ["attachment", String(id), String(number), "--named"] + user)
        guard let end = answer.firstIndex(of: 10),
            let name = try JSON(parsing: Array(answer[..<end]))["filename"]?.string,
            !name.contains("/")
        else { throw CommandProblem(.temporary, "the part that reads the store broke off") }
        return (name, Array(answer[(end + 1)...]))
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
