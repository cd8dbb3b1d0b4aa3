# SPDX-License-Identifier: MIT
# Part of mailclerk, system mailboxes for any mail server.
"""Postfix, and the programs that it delivers by."""

import json
import os
import shutil
from pathlib import Path

from house import USERS, run
from mail import delivered
from mailclerk_site import FILTER
from server import Server, append, with_forgotten_address, write
from waiting import wait

MAIN = """compatibility_level = 3.6
myhostname = mx.example.com
myorigin = home.example
mydestination = {domains}
inet_interfaces = loopback-only
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
maillog_file = /var/lib/mail.log
alias_maps = hash:/etc/aliases
message_size_limit = 31457280
biff = no
minimal_backoff_time = 1h
"""
ALIASES = "jürgen: ada\nroot: ada\n"


def set_main(lines):
    """Sets parameters in main.cf, one a line."""
    run("xargs", "-d", "\\n", "postconf", input=lines.encode())


class Postfix(Server):
    """Postfix with the pipe(8) transport; `main` names the piece for main.cf."""

    domains = "example.com shop.example home.example localhost"
    main = "main"

    def __init__(self, house, site):
        shutil.copy("/etc/postfix/master.cf.proto", "/etc/postfix/master.cf")
        write("/etc/postfix/main.cf", MAIN.format(domains=self.domains))
        write("/etc/aliases", ALIASES)
        os.makedirs("/var/spool/postfix")
        os.makedirs("/var/lib/postfix")
        shutil.chown("/var/lib/postfix", "postfix", "postfix")
        self.connect(house, site)
        run("newaliases")
        run("postfix", "start")
        self.wait_for_greeting()

    def connect(self, house, site):
        """Puts the lines of mta-config into their files."""
        recipients = site.part("postfix", "recipients")
        write("/etc/postfix/mailclerk", with_forgotten_address(recipients))
        append("/etc/postfix/master.cf", site.part("postfix", "master"))
        set_main(site.part("postfix", self.main))

    def entries(self):
        """What is in the queue, as postqueue tells it."""
        return [json.loads(line) for line in run("postqueue", "-j").splitlines()]

    def queue(self):
        return len(self.entries())

    def wait_deferred(self):
        wait(
            lambda: [entry["queue_name"] for entry in self.entries()] == ["deferred"],
            "one deferred message",
        )

    def retry(self):
        run("postqueue", "-f")

    def log(self):
        return Path("/var/lib/mail.log").read_text(encoding="utf-8", errors="replace")


class VirtualPostfix(Postfix):
    """The domains are mailclerk's alone."""

    domains = "home.example localhost"
    main = "main-virtual"
    local_users = ["ada@home.example"]


class RelayPostfix(VirtualPostfix):
    """The domains are another server's, which has no address besides the mailboxes'."""

    main = "main-relay"


class AliasPostfix(Postfix):
    """Commands in a table of aliases."""

    def connect(self, house, site):
        directory = Path("/etc/mailclerk-aliases")
        directory.mkdir()
        table = directory / "aliases"
        write(table, with_forgotten_address(site.part("postfix", "aliases")))
        for path in [directory, table]:
            os.chown(path, USERS["mailclerk"][0], USERS["mailclerk"][0])
        set_main(site.part("postfix", "aliases-main"))
        run("postalias", f"hash:{table}")


class DeliveringPostfix(Postfix):
    """Aliases bring all mail to the user mailclerk, whom a program delivers to."""

    program = ""
    name = ""

    def connect(self, house, site):
        aliases = ALIASES + site.part(self.name, "aliases")
        write("/etc/aliases", with_forgotten_address(aliases))
        set_main(
            "recipient_delimiter = +\nmailbox_size_limit = 0\n"
            f"mailbox_command_maps = inline:{{ {{ mailclerk = {self.program} }} }}\n"
        )
        self.configure(site)

    def configure(self, site):
        """Puts the program's own lines into their files."""
        raise NotImplementedError

    def file(self, name, text, mode=0o600):
        """Writes a file in mailclerk's home."""
        path = Path("/var/lib/mailclerk") / name
        write(path, text, mode)
        os.chown(path, USERS["mailclerk"][0], USERS["mailclerk"][0])


class Procmail(DeliveringPostfix):
    """procmail by its recipe."""

    name = "procmail"
    program = "/usr/bin/procmail"

    def configure(self, site):
        self.file(".procmailrc", site.part("procmail", "recipe"))


class Maildrop(DeliveringPostfix):
    """maildrop by its filter."""

    name = "maildrop"
    program = "/usr/bin/maildrop"

    def configure(self, site):
        self.file(".mailfilter", site.part("maildrop", "filter"))


class Sieve(DeliveringPostfix):
    """Dovecot's delivery agent with a Sieve script; what fails stays in the inbox."""

    name = "sieve"
    program = '/usr/lib/dovecot/dovecot-lda -f "$$SENDER" -a "$$ORIGINAL_RECIPIENT"'

    def is_idle(self):
        return super().is_idle() and not delivered("mailclerk")

    def wait_deferred(self):
        wait(lambda: len(delivered("mailclerk")) == 1, "one message in the inbox")

    def retry(self):
        """Takes in what stayed in the inbox."""
        self.site.text("import", "support", "/var/mail/mailclerk", "--act", "--reply")
        self.site.text("flush")
        Path("/var/mail/mailclerk").write_bytes(b"")

    def configure(self, site):
        self.site = site
        directory = Path("/usr/local/lib/mailclerk-sieve")
        directory.mkdir()
        (directory / "mailclerk").symlink_to(FILTER)
        write(
            "/etc/dovecot/dovecot.conf",
            "mail_location = mbox:~/mail:INBOX=/var/mail/%u\nssl = no\n"
            "log_path = /var/lib/mailclerk/dovecot.log\nstats_writer_socket_path =\n"
            "hostname = mx.example.com\npostmaster_address = postmaster@example.com\n"
            "!include conf.d/99-mailclerk.conf\n",
        )
        write("/etc/dovecot/conf.d/99-mailclerk.conf", site.part("sieve", "dovecot"))
        self.file(".dovecot.sieve", site.part("sieve", "script"))
