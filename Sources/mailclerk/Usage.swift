// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// The help text of mailclerk(8).
enum Usage {
    /// What `--help` prints.
    static let text = """
        usage: mailclerk [-r ADDRESS]... [-f ADDRESS] [-m MAILBOX] [-s STORE] [-t SECONDS]
                         [ADDRESS]... < message

        Stores one message in its system mailbox, opens a case or a lead if the mailbox
        is set to, and replies to the sender. The mail server runs it once per message.

          -r ADDRESS   envelope recipient; operands are also recipients
          -f ADDRESS   envelope sender; empty, <> or MAILER-DAEMON is the null sender
          -m MAILBOX   the name of the mailbox; recipients are ignored
          -s STORE     the store; the default is MAILCLERK_STORE, or
                       /var/lib/mailclerk/mailclerk.db if that is unset
          -t SECONDS   deadline; the default is 60
          --version    print the version
          --help       print this

        exit status: \(ExitStatus.done.rawValue) delivered, \(ExitStatus.notFound.rawValue) no such \
        mailbox, \(ExitStatus.temporary.rawValue) try again (see the system log)
        """
}
