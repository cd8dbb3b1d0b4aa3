// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Platform
import SystemMailbox
import TestSupport
import Testing

/// What a support agent does in a day, as she types it: on a terminal of 80 columns, through sudo,
/// each task in at most three commands.
@Suite(.enabled(if: Workplace.isPossible, Workplace.need)) struct AgentDayTests {
    private static let user = AgentSite.user

    /// The support desk in the morning.
    private func desk() throws -> Workplace {
        let site = try Site { settings in
            let team = [Self.user, "mck-bob"].map {
                AccessGrant(level: .manage, holder: .user($0))
            }
            settings.mailboxes[2].rules = []
            for index in [1, 2] { settings.mailboxes[index].access = team }
        }
        for (mail, arguments) in Self.mails {
            try #require(try site.deliver(mail, arguments).status == 0)
        }
        return try Workplace(site)
    }

    /// Runs a command line of the user's shell on a terminal; returns what stands there then.
    private func type(_ line: String, at place: Workplace) throws -> String {
        let shell = "cd; PATH=/usr/local/bin:$PATH; stty cols 80 rows 24; \(line)"
        let outcome = try Program(path: "/usr/bin/script").run(
            ["-qec", shell, "/dev/null"],
            environment: [
                "PATH": "/usr/bin:/bin", "TERM": "xterm", "HOME": "/home/" + Self.user,
                "SHELL": "/bin/sh", "PAGER": "cat",
            ], through: place.being(Self.user))
        // Without what sets text off, returns, and the end of input that `script` types.
        let scalars = outcome.output.unicodeScalars.filter { $0 != "\r" }
        let text = String(String.UnicodeScalarView(scalars))
            .replacing(/\u{1B}\[[0-9;]*m/, with: "").replacing("^@", with: "")
        #expect(outcome.status == 0, "\(line): \(text)")
        for row in text.split(separator: "\n") {
            #expect(Terminal.displayWidth(of: String(row)) <= 80, "\(line): \(row)")
            #expect(!row.unicodeScalars.contains { $0.value < 32 }, "\(line): \(row)")
        }
        return text
    }

    /// A task: what is typed, and what must be read then.
    private struct Task {
        let name: String
        let steps: [(line: String, says: [String])]
    }

    @Test func eachTaskTakesThreeCommandsAtMost() throws {
        let place = try desk()
        #expect(Self.tasks.count >= 10)
        for task in Self.tasks {
            #expect(task.steps.count <= 3, "\(task.name)")
            for (line, says) in task.steps {
                let text = try type(line, at: place)
                for words in says { #expect(text.contains(words), "\(task.name): \(text)") }
            }
        }
    }

    private static let tasks = [
        Task(
            name: "see what there is to do",
            steps: [
                ("mailclerkctl mailboxes", ["support       6      6  manage  case"]),
                ("mailclerkctl emails support --unread --limit 2", ["You have WON", "Lamp 12"]),
            ]),
        Task(
            name: "read the oldest waiting case with its thread",
            steps: [
                ("mailclerkctl cases --waiting", ["   2  open    -", "lamp broken???"]),
                (
                    "mailclerkctl case 1",
                    [
                        "gives no light at all\n             since Monday\n",
                        "another socket\nand another room", " 1  *   ", " 3  *@  ",
                    ]
                ),
                (
                    "mailclerkctl show 3",
                    [
                        "💡 電気スタンドは暗いです。", "[6 quoted lines: mailclerkctl show 3 --full]",
                        "attachment 3 1 -o 'the lamp in the dark.png'",
                    ]
                ),
            ]),
        Task(
            name: "save what the customer sent",
            steps: [
                ("mailclerkctl attachment 3 1 -o .", ["wrote ./the lamp in the dark.png, 8 B"]),
                ("ls -l the*", ["-rw-------", user]),
            ]),
        Task(
            name: "answer with an attachment",
            steps: [
                ("echo 'See the list.' >text; echo 'a,b' >prices.csv", []),
                (
                    "mailclerkctl reply 3 --all --attach prices.csv <text",
                    ["replied to email 3 as email 8, to Ada Lovelace"]
                ),
                ("mailclerkctl show 8", ["See the list.", "1  prices.csv, text/csv, 4 B"]),
            ]),
        Task(
            name: "hand over with a note",
            steps: [
                ("echo 'Bob knows these lamps.' | mailclerkctl case 1 note", []),
                (
                    "mailclerkctl case 1 set --assign-to mck-bob --priority high",
                    ["Priority:    high", "Assigned to: mck-bob"]
                ),
                (
                    "mailclerkctl case 1",
                    [
                        "mck-ann noted:\n    Bob knows these lamps.",
                        "mck-ann set priority normal -> high, assigned_to mck-bob",
                    ]
                ),
            ]),
        Task(
            name: "merge a duplicate",
            steps: [
                ("mailclerkctl contact ada@customer.example", ["Case  Status", "lamp broken???"]),
                ("mailclerkctl merge 1 2", ["merged case 2 into case 1"]),
                ("mailclerkctl case 2", ["Merged into: case 1", "mck-ann merged it into case 1"]),
            ]),
        Task(
            name: "undo a wrong lead",
            steps: [
                ("mailclerkctl leads", ["Charles Babbage  Your order 4711"]),
                ("mailclerkctl lead 1", ["\n 5  *  "]),
                (
                    "mailclerkctl undo 5",
                    ["removed lead 1; see \"mailclerkctl journal 5\" for its contents"]
                ),
            ]),
        Task(
            name: "make a case of what is none",
            steps: [
                ("mailclerkctl emails support --search overheating", [" 6  *  "]),
                ("mailclerkctl convert 6 case", ["converted email 6 to case 4"]),
                ("mailclerkctl case 4 set --assign-to mck-ann --tag hall-3", ["hall-3"]),
            ]),
        Task(
            name: "see one's own work",
            steps: [("mailclerkctl cases --mine", ["   4  open"])]),
        Task(
            name: "clear away spam",
            steps: [
                ("mailclerkctl mark 7 --spam", []),
                ("mailclerkctl emails --from win@spam.example", ["no email matches"]),
            ]),
        Task(
            name: "put mail where it belongs",
            steps: [
                ("mailclerkctl move 4 sales", ["moved 1 email to sales"]),
                ("mailclerkctl case 3", ["Mailbox:     sales", "moved it from support to sales"]),
            ]),
        Task(
            name: "find what was said before",
            steps: [
                (
                    "mailclerkctl search '\"no light\"' from:ada",
                    ["Emails\n", " 1  *  ", "Cases\n", "Contacts\n", "Ada Lovelace  ada@"]
                ),
                ("mailclerkctl journal 1", ["Action:  create case (the message starts a thread)"]),
            ]),
        Task(
            name: "close a case",
            steps: [("mailclerkctl case 1 set --status resolved", ["Status:      resolved"])]),
    ]

    private static let mails: [(String, [String])] = [
        (
            """
            From: Ada Lovelace <ada@customer.example>
            To: support@example.com
            Subject: The lamp that you sent on the third of March gives no light at all \
            since Monday
            Message-ID: <1@customer.example>

            Hello,

            the lamp gives no light since Monday. I have tried another bulb, another socket \
            and another room of the house, and it stays dark in all of them.

            What can I do?
            Ada

            """, ["-r", "support@example.com"]
        ),
        (
            """
            From: Ada Lovelace <ada@customer.example>
            To: support@example.com
            Subject: lamp broken???
            Message-ID: <2@customer.example>

            Is anybody there?

            """, ["-r", "support@example.com"]
        ),
        (
            """
            From: Ada Lovelace <ada@customer.example>
            To: support@example.com
            Cc: Charles Babbage <charles@a-very-long-domain-name-of-a-customer.example>
            Subject: Re: The lamp that you sent on the third of March gives no light at all \
            since Monday
            Message-ID: <3@customer.example>
            In-Reply-To: <1@customer.example>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            Here is a picture. 💡 電気スタンドは暗いです。

            On Monday Ada Lovelace wrote:
            > Hello,
            >
            > the lamp gives no light since Monday. I have tried another bulb.
            >
            > What can I do?
            > Ada
            --b
            Content-Type: image/png
            Content-Disposition: attachment; filename="the lamp in the dark.png"
            Content-Transfer-Encoding: base64

            iVBORw0KGgo=
            --b--

            """, ["-r", "support@example.com"]
        ),
        (
            """
            From: =?utf-8?q?J=C3=BCrgen_M=C3=BCller-L=C3=BCdenscheidt?= <jml@kunde.example>
            To: support@example.com
            Subject: =?utf-8?q?R=C3=BCckgabe_einer_Stehlampe?=
            Message-ID: <4@kunde.example>

            Wohin soll ich sie schicken?

            """, ["-r", "support@example.com"]
        ),
        (
            """
            From: Charles Babbage <charles@shop.example>
            To: sales@example.com
            Subject: Your order 4711 has been shipped
            Message-ID: <5@shop.example>

            It is on its way.

            """, ["-r", "sales@example.com"]
        ),
        (
            """
            From: Monitor <monitor@plant.example>
            To: support@example.com
            Subject: Lamp 12 in hall 3 reports overheating
            Message-ID: <6@plant.example>
            Auto-Submitted: auto-generated

            Temperature: 92 C

            """, ["-r", "support@example.com"]
        ),
        (
            """
            From: Best Offers <win@spam.example>
            To: support@example.com
            Subject: You have WON a lamp
            Message-ID: <7@spam.example>
            Precedence: bulk

            Click here.

            """, ["-r", "support@example.com"]
        ),
    ]
}
