// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox

/// Which commands take what: the table that the programs and the manual are held to.
enum AccessTable {
    /// Whose a command is.
    enum Right: Equatable, Sendable {
        /// Everybody's: it shows nothing of a mailbox.
        case anybody
        /// Everybody's: it lists what the caller may see.
        case list
        /// Theirs who may do this in the mailbox.
        case takes(Permission)
        /// Root's and the store owner's.
        case owner
    }

    /// A command line that stands for a command.
    struct Row: Sendable {
        /// The command's name, as help has it.
        let command: String
        let right: Right
        /// The arguments; words in capitals stand for what a mailbox has.
        let line: String
        let input: String

        init(_ command: String, _ right: Right, _ line: String, input: String = "") {
            self.command = command
            self.right = right
            self.line = line
            self.input = input
        }

        /// What it takes; nil where that is no level.
        var permission: Permission? {
            if case .takes(let permission) = right { permission } else { nil }
        }
    }

    static let rows: [Row] = [
        Row("mailboxes", .list, "mailboxes"),
        Row("mailboxes", .list, "mailboxes --json"),
        Row("emails", .list, "emails"),
        Row("emails", .list, "emails --json"),
        Row("emails", .takes(.see), "emails MAILBOX"),
        Row("emails", .takes(.see), "emails MAILBOX --search lamp --unread --limit 1 --page 7"),
        Row("search", .list, "search lamp"),
        Row("contact", .list, "contact ada@customer.example"),
        Row("stats", .list, "stats"),
        Row("show", .takes(.see), "show EMAIL"),
        Row("show", .takes(.see), "show EMAIL --raw"),
        Row("show", .takes(.see), "show EMAIL --json"),
        Row("attachment", .takes(.see), "attachment ATTACHED 1"),
        Row("thread", .takes(.see), "thread EMAIL"),
        Row("mark", .takes(.see), "mark EMAIL --read"),
        Row("mark", .takes(.see), "mark EMAIL --unread"),
        Row("mark", .takes(.mark), "mark EMAIL --spam"),
        Row("mark", .takes(.mark), "mark EMAIL --trash"),
        Row("mark", .takes(.mark), "mark EMAIL --restore"),
        Row("cases", .list, "cases"),
        Row("cases", .takes(.see), "cases MAILBOX --waiting"),
        Row("case", .takes(.see), "case CASE"),
        Row("case", .takes(.set), "case CASE set --status resolved"),
        Row("case", .takes(.note), "case CASE note", input: "Call back.\n"),
        Row("leads", .list, "leads"),
        Row("leads", .takes(.see), "leads MAILBOX"),
        Row("lead", .takes(.see), "lead LEAD"),
        Row("lead", .takes(.set), "lead LEAD set --status won"),
        Row("lead", .takes(.note), "lead LEAD note", input: "Call back.\n"),
        Row("reply", .takes(.reply), "reply EMAIL", input: "It will be well.\n"),
        Row("reply", .takes(.reply), "reply EMAIL --draft"),
        Row("forward", .takes(.forward), "forward EMAIL bob@example.net", input: "Please.\n"),
        Row("convert", .takes(.convert), "convert BARE case"),
        Row("merge", .takes(.merge), "merge CASE OTHER"),
        Row("split", .takes(.split), "split FOLLOWUP"),
        Row("move", .takes(.move), "move EMAIL annex"),
        Row("undo", .takes(.undo), "undo EMAIL"),
        Row("journal", .takes(.see), "journal EMAIL"),
        Row("explain", .takes(.see), "explain -m MAILBOX", input: letter("new")),
        Row("explain", .takes(.see), "explain -r MAILBOX@example.com", input: letter("new")),
        Row("test-rules", .takes(.see), "test-rules --from MAILBOX"),
        Row(
            "template preview", .takes(.see), "template preview acknowledge -m MAILBOX",
            input: letter("new")),
        Row("export", .takes(.export), "export MAILBOX --format mbox"),
        Row("parse", .anybody, "parse", input: letter("new")),
        Row("check", .anybody, "check"),
        Row("init", .owner, "init"),
        Row("apply", .owner, "apply"),
        Row("apply", .owner, "apply --access --dry-run"),
        Row("settings history", .owner, "settings history"),
        Row("settings diff", .owner, "settings diff 1"),
        Row("settings rollback", .owner, "settings rollback 1"),
        Row("settings show", .owner, "settings show"),
        Row("flush", .owner, "flush"),
        Row("outbox", .owner, "outbox"),
        Row("outbox retry", .owner, "outbox retry 1"),
        Row("outbox cancel", .owner, "outbox cancel 1"),
        Row("replay", .owner, "replay --failed"),
        Row("replay", .owner, "replay --emergency"),
        Row("import", .owner, "import MAILBOX -", input: letter("new")),
        Row("migrate", .owner, "migrate"),
        Row("doctor", .owner, "doctor"),
        Row("backup", .owner, "backup copy"),
        Row("restore", .owner, "restore copy --replace"),
        Row("purge", .owner, "purge --older-than 1d"),
        Row("contact forget", .owner, "contact forget ada@customer.example"),
        Row("mta-config", .owner, "mta-config postfix"),
        Row("keys rotate", .owner, "keys rotate"),
        Row("take-in", .owner, "take-in /etc/passwd"),
    ]
}
