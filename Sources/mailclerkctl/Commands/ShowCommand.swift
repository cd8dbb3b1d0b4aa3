// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import InternetMessage
import Platform
import Store
import SystemMailbox
import Views

/// `show`: one email.
struct ShowCommand: ParsableCommand {
    /// What of an email is shown.
    enum Part: String, EnumerableFlag {
        case raw, headers, text, html

        static func help(for value: Part) -> ArgumentHelp? {
            switch value {
            case .raw: "The bytes as they came."
            case .headers: "The header as it came."
            case .text: "The text alone."
            case .html: "The HTML alone."
            }
        }
    }

    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one email.",
        discussion: "The email is marked as read for the user who sees it.")

    @Argument(help: ArgumentHelp("The email's number.", valueName: "id"))
    var id: Int64

    @Flag(exclusivity: .exclusive)
    var part: Part?

    @Flag(help: "Show quoted parts in full.")
    var full = false

    @OptionGroup var global: GlobalOptions

    func run() throws {
        let session = try Session(global, for: .everybody)
        let desk = try session.openDesk()
        if part == .raw, !session.isJSON {
            session.output.bytes(try desk.raw(id))
        } else {
            let email = try desk.openedEmail(id)
            if session.isJSON {
                session.output.json(email.json)
            } else {
                show(email, of: desk, in: session)
            }
        }
        session.output.finish()
        desk.noteShown([id], at: session.clock.now())
    }

    private func show(_ email: OpenedEmail, of desk: Desk, in session: Session) {
        switch part {
        case nil:
            let sending = (try? desk.sending(of: email.row.email)) ?? []
            session.output.show(EmailView(email, sending: sending, isFull: full))
        case .raw: session.output.bytes(email.raw)
        case .headers:
            var bytes = email.headerBytes
            while let last = bytes.last, last == 10 || last == 13 { bytes.removeLast() }
            write(String(decoding: bytes, as: UTF8.self), to: session.output)
        case .text: write(email.message.bestText, to: session.output)
        case .html:
            guard let html = email.message.html else {
                return session.output.note("email \(id) has no HTML; omit --html")
            }
            // A browser or a file takes the markup as it is.
            if Terminal.isTerminal(1) {
                write(html, to: session.output)
            } else {
                session.output.line(html)
            }
        }
    }

    /// Writes text of a message, made safe for a terminal.
    private func write(_ text: String, to output: Output) {
        output.line(Terminal.sanitised(text, keepsLines: true))
    }
}
