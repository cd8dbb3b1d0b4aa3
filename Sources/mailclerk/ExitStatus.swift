// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What the filter tells the mail server, in the words of sysexits(3).
///
/// 75 is the only failure that every mail server keeps the message for; all others bounce it in at
/// least one of them.
enum ExitStatus: Int32 {
    /// The message is committed, or was before.
    case delivered = 0
    /// No mailbox has or had the address (EX_NOUSER).
    case noSuchMailbox = 67
    /// Anything else: the mail server keeps the message and tries again (EX_TEMPFAIL).
    case tryAgain = 75
}
