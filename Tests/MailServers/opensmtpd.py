# SPDX-License-Identifier: MIT
# Part of mailclerk, system mailboxes for any mail server.
"""OpenSMTPD, unpacked from its package."""

import os
import subprocess
from pathlib import Path

from house import bind, run
from server import Server, with_forgotten_address, write
from waiting import wait

CONFIGURATION = """table aliases file:/etc/aliases
listen on lo port 25
listen on socket
{conf}
action "local" mbox alias <aliases>
match from any for domain {{ example.com, shop.example, home.example }} action "local"
match from local for local action "local"
"""


class OpenSMTPD(Server):
    """OpenSMTPD with an action of its own."""

    offers_8bitmime = False

    def __init__(self, house, site, package):
        programs = house.root / "opensmtpd"
        run("cp", "-a", f"{package}/usr/sbin", programs)
        self.control = str(programs / "smtpctl")
        run("chgrp", "opensmtpq", self.control)
        os.chmod(self.control, 0o2755)
        bind(self.control, "/usr/sbin/sendmail")
        run("cp", "-a", "/usr/libexec", house.root / "libexec")
        run("cp", "-a", f"{package}/usr/libexec/opensmtpd", house.root / "libexec")
        bind(house.root / "libexec", "/usr/libexec")
        os.makedirs("/var/lib/opensmtpd/empty", mode=0o711)
        os.makedirs("/var/spool/smtpd", mode=0o711)
        write("/etc/aliases", "jürgen: ada\n")
        recipients = site.part("opensmtpd", "recipients")
        write("/etc/mailclerk.recipients", with_forgotten_address(recipients))
        write("/etc/smtpd.conf", CONFIGURATION.format(conf=site.part("opensmtpd", "conf")))
        with open("/var/lib/smtpd.log", "wb") as log:
            subprocess.Popen(
                [programs / "smtpd", "-d"], stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self.wait_for_greeting()

    def entries(self):
        """The envelopes in the queue: fields by `|`, the seventh says when it is tried again."""
        return [line.split("|") for line in run(self.control, "show", "queue").splitlines()]

    def queue(self):
        return len(self.entries())

    def wait_deferred(self):
        # Fields: what for, ..., when last tried, how often, what it waits for, when, what happened.
        def is_deferred():
            entries = self.entries()
            return [(entry[2], entry[11]) for entry in entries] == [("mda", "pending")] and (
                entries[0][10] != "0"
            )

        wait(is_deferred, "one deferred message")

    def log(self):
        return Path("/var/lib/smtpd.log").read_text(encoding="utf-8", errors="replace")

    def retry(self):
        run(self.control, "schedule", "all")


