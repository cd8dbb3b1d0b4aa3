// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import JSON
import Platform
import Views

/// `attachment`: saves an attachment.
struct AttachmentCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attachment", abstract: "Save an attachment of an email.")

    @OptionGroup var email: EmailArgument

    @Argument(help: ArgumentHelp("The number of the attachment, from 1.", valueName: "n"))
    var number: Int

    @Option(
        "file", name: .customShort("o"),
        help: "Write to this file or into this directory. The default is standard output.")
    var file: String?

    /// Whether the name is printed first, in a line of JSON, for a parent that writes the file.
    @Flag(help: .hidden) var named = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let target = file == "-" ? nil : file
        let session = try Session(global, for: .everybody, usesFiles: target != nil)
        guard let target else {
            try CommandProblem.refuseTerminal()
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
        let email = try session.openDesk().openedEmail(email.id)
        let attachment = try email.attachment(number)
        return (attachment.safeFileName, attachment.data())
    }

    private func readByChild(_ session: Session) throws -> (name: String, bytes: [UInt8]) {
        let answer = try session.outputOfChild(
            ["attachment", String(email.id), String(number), "--named"] + global.userArguments)
        guard let end = answer.firstIndex(of: 10),
            let name = try JSON(parsing: Array(answer[..<end]))["filename"]?.string,
            !name.contains("/")
        else { throw CommandProblem(.temporary, "the helper process ended early") }
        return (name, Array(answer[(end + 1)...]))
    }

    /// Returns the path to write to: `target`, or a file with this name if `target` is a directory.
    private static func path(_ target: String, name: String) throws -> String {
        guard let status = try FileSystem.status(target) else { return target }
        switch status.kind {
        case .file, .link: return target
        case .directory: return target + "/" + name
        case .other:
            throw CommandProblem(
                .usage, "not a regular file: \(target); omit -o and redirect standard output")
        }
    }
}
