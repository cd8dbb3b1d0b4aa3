// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import Testing

/// Answers to invitations, with and without the words of a person.
@Suite struct InvitationAnswerTests {
    private func message(
        _ text: String, type: String = "text/plain; charset=utf-8", method: String? = "REPLY",
        comment: String = "", product: String = "-//example//calendar", more: String = ""
    ) -> Message {
        let parameter = method.map { "; method=\($0)" } ?? ""
        let calendar = """
            BEGIN:VCALENDAR
            PRODID:\(product)
            METHOD:\(method ?? "REPLY")
            BEGIN:VEVENT
            UID:1@customer.example
            \(comment)SUMMARY:Boiler visit
            END:VEVENT
            END:VCALENDAR
            """
        return Message(
            Array(
                """
                From: Ada Quill <ada@customer.example>
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: \(type)

                \(text)
                --b
                Content-Type: text/calendar\(parameter)

                \(calendar)
                \(more)--b--
                """.utf8))
    }

    @Test(arguments: [
        "", " \n\n", "\u{A0}\n\u{200B}\n", "Ada Quill has accepted this invitation.",
        "ada@customer.example has declined this invitation.",
        "Ada Quill <ada@customer.example> has accepted your event invitation.",
        "Ada Quill has replied \"Maybe\" to this invitation.",
        "When: Tuesday, 1 December 2026 10:00\nWhere: Cellar\n\n*~*~*~*~*~*~*~*~*~*\n",
    ])
    func programsWriteNothingOrASentence(_ text: String) {
        #expect(message(text).isAnswerToInvitationWithoutWords)
        #expect(message(text, method: "COUNTER").isAnswerToInvitationWithoutWords)
        #expect(message(text, method: nil).isAnswerToInvitationWithoutWords)
        #expect(!message(text, method: "REQUEST").isAnswerToInvitationWithoutWords)
        #expect(!message(text, method: "CANCEL").isAnswerToInvitationWithoutWords)
    }

    @Test(arguments: [
        "I shall bring the key.", "Yes", "I have accepted this invitation.",
        "Sorry that Bob declined the invitation.",
        "Ada Quill has accepted this invitation.\n\nI shall bring the key.",
        "Ada Quill has accepted this invitation with a note:\n\nI shall bring the key.",
        "When: Tuesday\n\nI shall bring the key.",
        "When: Tuesday\n*~*~*~*~*\nI shall bring the key.",
    ])
    func peopleWriteWords(_ text: String) {
        #expect(!message(text).isAnswerToInvitationWithoutWords)
    }

    @Test func theTextMayBeHTML() {
        #expect(
            message("<html><body><p>&nbsp;</p></body></html>", type: "text/html")
                .isAnswerToInvitationWithoutWords)
        #expect(
            !message("<html><body><p>See you.</p></body></html>", type: "text/html")
                .isAnswerToInvitationWithoutWords)
    }

    @Test func googleAddsTheDetailsOfTheEvent() {
        let text = """
            Ada Quill has accepted this invitation.

            Boiler visit
            Tuesday 1 Dec 2026, 10am to 11am

            Invitation from Google Calendar: https://calendar.google.com/calendar/
            """
        let product = "-//Google Inc//Google Calendar 70.9054//EN"
        #expect(message(text, product: product).isAnswerToInvitationWithoutWords)
        #expect(message(text).isAnswerToInvitationWithoutWords)
        let other = text.replacing("Google Calendar", with: "my calendar")
        #expect(!message(other, product: product).isAnswerToInvitationWithoutWords)
    }

    @Test func aCommentIsWords() {
        #expect(message("", comment: "COMMENT;LANGUAGE=en:\\n\n").isAnswerToInvitationWithoutWords)
        #expect(!message("", comment: "COMMENT:Gladly\n").isAnswerToInvitationWithoutWords)
        #expect(
            !message("", comment: "COMMENT;LANGUAGE=en:Gladly\\n\n")
                .isAnswerToInvitationWithoutWords)
    }

    @Test func aFileIsWhatAPersonSends() {
        let file = "--b\nContent-Type: application/pdf; name=plan.pdf\n\nx\n"
        let calendar = "--b\nContent-Type: application/ics; name=invite.ics\n\nBEGIN:VCALENDAR\n"
        #expect(!message("", more: file).isAnswerToInvitationWithoutWords)
        #expect(message("", more: calendar).isAnswerToInvitationWithoutWords)
    }

    @Test func otherMailIsNoAnswer() {
        let letter = "Subject: METHOD:REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\n"
        #expect(!Message(Array(letter.utf8)).isAnswerToInvitationWithoutWords)
        let alone =
            "Content-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\nMETHOD:REPLY\n"
            + "BEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR\n"
        #expect(Message(Array(alone.utf8)).isAnswerToInvitationWithoutWords)
    }
}
