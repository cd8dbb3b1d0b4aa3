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

/// One run of `reply` or `forward`: gathers text and files, sends the message, prints the result.
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
            // The user need not type it again.
            if gathered.isWhole, let path = TextEditor.keep(gathered.message.text, name: name) {
                session.output.note("your text is saved in \(path)")
            }
            throw error
        }
    }

    // MARK: Draft

    private func printDraft() throws {
        let draft = try session.openDesk().draft(request, at: session.clock.now())
        if session.isJSON {
            var object = Self.fields(of: draft)
            object["email"] = .integer(request.emailID)
            object["text"] = .string(draft.text)
            session.output.json(.object(object))
        } else {
            let text =
                Terminal.isTerminal(1)
                ? Terminal.sanitised(draft.text, keepsLines: true) : draft.text
            session.output.bytes(Array(text.utf8))
            session.output.note("recipients: " + Self.text(of: draft))
            noteLeftOut(draft)
        }
        session.output.finish()
    }

    /// The draft, printed by a child.
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

    // MARK: Sending

    /// Passes the message to a child that may open the store.
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
            session.output.json(try json(sent, desk))
        } else {
            let what = request.isReply ? "replied to" : "forwarded"
            session.output.sentence(
                "\(what) email \(request.emailID) as email \(sent.emailID), to "
                    + Self.text(of: sent.draft))
        }
        session.output.finish()
        noteLeftOut(sent.draft)
        for message in unsent { session.output.warn(message.description) }
    }

    private func noteLeftOut(_ draft: ComposeDraft) {
        guard !draft.leftOut.isEmpty else { return }
        session.output.note(
            "left out, not participants of the thread: "
                + draft.leftOut.map(\.text).joined(separator: ", ") + "; use --cc to add them")
    }

    private static func text(of draft: ComposeDraft) -> String {
        draft.to.map(\.text).joined(separator: ", ")
            + (draft.cc.isEmpty
                ? "" : ", with a copy to " + draft.cc.map(\.text).joined(separator: ", "))
    }

    private static func fields(of draft: ComposeDraft) -> JSONObject {
        JSONObject([
            ("to", .array(draft.to.map(\.json))), ("cc", .array(draft.cc.map(\.json))),
            ("left_out", .array(draft.leftOut.map(\.json))), ("subject", .string(draft.subject)),
        ])
    }

    private func json(_ sent: SentMessage, _ desk: Desk) throws -> JSON {
        var object = Self.fields(of: sent.draft)
        object["email"] = .integer(request.emailID)
        object["sent"] = .integer(sent.emailID)
        object["message_id"] = .string(sent.messageID)
        object["outbox"] = .array(try desk.outboxRows(of: sent).map(\.json))
        return .object(object)
    }
}
