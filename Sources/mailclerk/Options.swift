// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// The command line of the filter.
struct Options {
    var recipients: [String] = []
    var sender: String?
    var mailboxName: String?
    var storePath: String
    var deadlineInSeconds = Options.usualDeadlineInSeconds
    var wantsHelp = false
    var wantsVersion = false

    static let usualDeadlineInSeconds = 60
    static let defaultStorePath = "/var/lib/mailclerk/mailclerk.db"

    /// What `--help` prints.
    static let usage = """
        usage: mailclerk [-r ADDRESS]... [-f ADDRESS] [-m MAILBOX] [-s STORE] [-t SECONDS]
                         [ADDRESS]... < message

        Files one message into its system mailbox, opens a case or a lead if the mailbox
        says so, and answers the sender. The mail server runs it, once per message.

          -r ADDRESS   envelope recipient; operands are recipients too
          -f ADDRESS   envelope sender; empty, <> or MAILER-DAEMON: the null sender
          -m MAILBOX   the mailbox by name, whatever the recipients
          -s STORE     the store; else MAILCLERK_STORE; else
                       /var/lib/mailclerk/mailclerk.db
          -t SECONDS   deadline, 60 unless set
          --version    print the version
          --help       print this

        exit status: 0 delivered, 67 no such mailbox, 75 try again (see the system log)
        """

    /// Reads the arguments; throws a sentence about what is wrong with them.
    init(_ arguments: [String]) throws(CommandLineProblem) {
        let parsed: CommandLineOptions
        do {
            parsed = try CommandLineOptions.parse(arguments, options: "r:f:m:s:t:")
        } catch {
            throw CommandLineProblem(description: "\(error)")
        }
        let variable = Environment.value("MAILCLERK_STORE") ?? ""
        storePath = variable.isEmpty ? Self.defaultStorePath : variable
        for option in parsed.options {
            let value = option.value ?? ""
            switch option.name {
            case "r": recipients.append(value)
            case "f": sender = value
            case "m": mailboxName = value
            case "s": storePath = value
            case "t":
                guard let seconds = Int(value), seconds > 0 else {
                    throw CommandLineProblem(description: "-t wants seconds, not “\(value)”")
                }
                deadlineInSeconds = seconds
            case "help": wantsHelp = true
            default: wantsVersion = true
            }
        }
        recipients += parsed.operands
    }
}

/// What is wrong with the command line.
struct CommandLineProblem: Error, CustomStringConvertible {
    let description: String
}
