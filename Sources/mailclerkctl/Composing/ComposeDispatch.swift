// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Desk
import Intake
import InternetMessage
import JSON
import Platform
import Store
import Submission
import SystemMailbox
import Views

/// Runs `reply` or `forward`: gathers text and files, sends the message and prints the result.
struct ComposeDispatch {
    let session: Session
    let request: ComposeRequest
    let options: ComposeOptions
    /// The arguments of a child that prints the draft for the editor, or that sends the message.
    let argumentsOfChild: [String]

    func run() throws {
        guard !options.draft else { return try printDraft() }
        let name = "\(request.isReply ? "reply" : "forward")-\(request.emailID)"
        let gathered = try ComposeSource(
            session: session, files: options.attach, isParcel: options.parcel, name: name
        ).gather(draft: draftOfChild)
        do {
            if session.entry == nil {
                try send(gathered)
            } else {
                try sendByChild(gathered)
            }
        } catch {
            // The text is saved so that the user need not type it again.
            if gathered.isWhole, let path = TextEditor.keep(gathered.message.text, name: name) {
                session.output.note("your text is saved in \(path)")
            }
            throw error
        }
    }

    private func printDraft() throws {
        let draft = try session.openDesk().draft(request, at: session.clock.now())
        if session.isJSON {
            session.output.json(draft.json(for: request))
        } else {
            let text =
                Terminal.isTerminal(1)
                ? Terminal.sanitised(draft.text, keepsLines: true) : draft.text
            session.output.bytes(Array(text.utf8))
            session.output.note("recipients: " + draft.recipientsText)
            if let text = draft.leftOutText { session.output.note(text) }
        }
        session.output.finish()
    }

    /// Returns the draft, which a child prints.
    ///
    /// The editor thus runs before root gives up its privileges, and never as the store owner.
    private func draftOfChild() throws -> String {
        let line = try session.outputOfChild(
            [argumentsOfChild[0], "--draft", "--json"] + argumentsOfChild.dropFirst())
        guard let text = (try? JSON(parsing: line))?["text"]?.string else {
            throw CommandProblem(.temporary, "the helper process printed no draft")
        }
        return text
    }

    /// Sends the message through a child that may open the store.
    private func sendByChild(_ gathered: ComposeSource.Gathered) throws {
        var arguments = [argumentsOfChild[0], "--parcel"]
        if gathered.isWhole || options.asIs { arguments.append("--as-is") }
        if session.isJSON { arguments.append("--json") }
        let answer = try session.outputOfChild(
            arguments + argumentsOfChild.dropFirst(),
            input: ComposedMessageStream.bytes(of: gathered.message))
        for line in answer.split(separator: 10) {
            let text = String(decoding: line, as: UTF8.self)
            if session.isJSON { session.output.line(text) } else { session.output.sentence(text) }
        }
        session.output.finish()
    }

    private func send(_ gathered: ComposeSource.Gathered) throws {
        var request = request
        if gathered.isWhole { request.isWhole = true }
        let store = try session.openStore()
        let desk = try Desk(store: store, viewer: session.caller.viewer)
        let sent = try desk.send(gathered.message, request, at: session.clock.now())
        let unsent = desk.submit(sent) {
            try Delivery(store: store, clock: session.clock).outbox()
        }
        if session.isJSON {
            let outbox = try desk.outboxRows(of: sent).map(\.json)
            session.output.json(sent.json(for: request, outbox: outbox))
        } else {
            session.output.sentence(sent.text(for: request))
        }
        session.output.finish()
        if let text = sent.draft.leftOutText { session.output.note(text) }
        for message in unsent { session.output.warn(message.description) }
    }
}
