// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import InternetMessage
import Platform
import SystemMailbox
import Views

/// `show`: shows an email.
struct ShowCommand: ParsableCommand {
    /// The part of an email to show.
    enum Part: String, EnumerableFlag {
        case raw, headers, text, html

        static func help(for value: Part) -> ArgumentHelp? {
            switch value {
            case .raw: "Write the message unchanged (sanitised on a terminal)."
            case .headers: "Show only the header, unchanged."
            case .text: "Show only the text, unfolded."
            case .html: "Show only the HTML."
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show an email.",
        discussion: "The email is then marked as read for you.")

    @OptionGroup var email: EmailArgument

    @Flag(exclusivity: .exclusive)
    var part: Part?

    @Flag(help: "Do not fold quotes.")
    var full = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDesk()
        if part == .raw, !session.isJSON {
            writeUnchanged(try desk.raw(email.id), to: session.output)
        } else {
            let opened = try desk.openedEmail(email.id)
            if session.isJSON {
                session.output.json(opened.json)
            } else {
                show(opened, of: desk, in: session)
            }
        }
        session.output.finish()
        desk.noteShown([email.id], at: session.clock.now())
    }

    private func show(_ email: OpenedEmail, of desk: Desk, in session: Session) {
        switch part {
        case nil:
            let sending = (try? desk.sending(of: email.row.email)) ?? []
            session.output.show(EmailView(email, sending: sending, isFull: full))
        case .raw: writeUnchanged(email.raw, to: session.output)
        case .headers:
            var bytes = email.headerBytes
            while let last = bytes.last, last == 10 || last == 13 { bytes.removeLast() }
            write(String(decoding: bytes, as: UTF8.self), to: session.output)
        case .text: write(email.message.bestText, to: session.output)
        case .html:
            guard let html = email.message.html else {
                return session.output.note("email \(self.email.id) has no HTML; omit --html")
            }
            writeUnchanged(Array((html + "\n").utf8), to: session.output)
        }
    }

    /// Writes bytes unchanged to a file or program, and sanitised to a terminal.
    private func writeUnchanged(_ bytes: [UInt8], to output: Output) {
        guard Terminal.isTerminal(1) else { return output.bytes(bytes) }
        let text = String(decoding: bytes, as: UTF8.self)
        output.bytes(Array(Terminal.sanitised(text, keepsLines: true).utf8))
    }

    /// Writes text of a message, sanitised for a terminal.
    private func write(_ text: String, to output: Output) {
        output.line(Terminal.sanitised(text, keepsLines: true))
    }
}
