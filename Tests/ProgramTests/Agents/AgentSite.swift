// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import SystemMailbox
import TestSupport
import Testing

/// The first user of a workplace at work in a mailbox that lets her do everything, with one email
/// that has an attachment and a case.
struct AgentSite {
    static let user = "mck-ann"
    static let home = "/home/mck-ann"
    static let attachment = "lamp.txt"

    let place: Workplace

    init(_ change: (inout Settings) -> Void = { _ in }) throws {
        let site = try Site {
            $0.mailboxes[2].access = [AccessGrant(level: .manage, holder: .user(Self.user))]
            $0.mailboxes[2].rules = []
            change(&$0)
        }
        try #require(try site.deliver(Self.message).status == 0)
        place = try Workplace(site)
    }

    /// Runs a command as the user types it.
    func type(
        _ arguments: [String], input: String = "", environment: [String: String] = [:]
    ) throws -> Outcome {
        try place.type(Self.user, arguments, input: input, environment: environment)
    }

    /// Runs `sudo -u mailclerk mailclerkctl ...`, with words before the program's name.
    func sudo(
        _ arguments: [String], with words: [String] = [], input: String = "",
        environment: [String: String] = [:]
    ) throws -> Outcome {
        try place.sudo(
            Self.user, ["-u", "mailclerk"] + words + ["/usr/local/bin/mailclerkctl"] + arguments,
            input: input, environment: environment)
    }

    /// Runs a shell command line as the user.
    @discardableResult
    func shell(_ commands: String) throws -> Outcome {
        try Program(path: "/bin/sh").run(["-c", commands], through: place.being(Self.user))
    }

    /// Puts a careless entry in the place of `contrib/sudoers`: it keeps all variables.
    func loosenSudo() throws {
        try place.root(
            """
            cat >/etc/sudoers.d/mailclerk <<'END'
            Defaults !env_reset
            Defaults !secure_path
            %mailclerk-agents ALL = (mailclerk) NOPASSWD: /usr/local/bin/mailclerkctl
            END
            visudo -cq
            """)
    }

    static let message = """
        From: Ada Lovelace <ada@customer.example>
        To: support@example.com
        Subject: Broken lamp
        Message-ID: <1@customer.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b

        It is dark here.
        --b
        Content-Type: text/plain
        Content-Disposition: attachment; filename="\(attachment)"

        a lamp
        --b--

        """
}

extension Outcome {
    /// The program refused, and said nothing of what it knows.
    var isRefusal: Bool { status == 77 && output == "" }
}
