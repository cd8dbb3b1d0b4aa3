// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// How the filter is used, for people.
enum Usage {
    /// What `--help` prints.
    static let text = """
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
}
