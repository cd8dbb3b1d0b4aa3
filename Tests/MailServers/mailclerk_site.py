# SPDX-License-Identifier: MIT
# Part of mailclerk, system mailboxes for any mail server.
"""mailclerk as it is installed in the house: settings, the store, and what is in it."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from house import USERS
from waiting import expect, wait

STORE = Path("/var/lib/mailclerk/mailclerk.db")
FILTER = "/usr/local/bin/mailclerk"

SETTINGS = """
[replies]
sendmail = [SENDMAIL]
limit = { count = 100, within = "1h" }

[mailboxes.sales]
address = "sales@example.com"
action = { type = "lead" }

[mailboxes.support]
address = "support@example.com"
aliases = ["help@example.com", "*@shop.example", "grüße@example.com"]
action = { type = "case" }

[[mailboxes.support.auto-responses]]
name = "Acknowledge"
template = "acknowledge"
"""

TEMPLATE = """Subject: [Case {{case.number}}] {{email.subject}}

We have your message as case {{case.number}}.
"""


class Site:
    """The settings applied, and questions to mailclerkctl."""

    def __init__(self, sendmail=("/usr/sbin/sendmail", "-i")):
        directory = Path("/etc/mailclerk")
        (directory / "templates/acknowledge").mkdir(parents=True, exist_ok=True)
        command = ", ".join(f'"{word}"' for word in sendmail)
        (directory / "mailclerk.toml").write_text(SETTINGS.replace("SENDMAIL", command))
        (directory / "templates/acknowledge/en.txt").write_text(TEMPLATE)
        self.ctl("apply")

    def ctl(self, *arguments):
        """The objects that a command prints with --json."""
        return [json.loads(line) for line in self.text(*arguments, "--json").splitlines()]

    def text(self, *arguments):
        """What a command prints; it must succeed."""
        return self.raw(*arguments).decode()

    def raw(self, *arguments):
        """The bytes that a command prints; it must succeed."""
        done = subprocess.run(["mailclerkctl", *arguments], capture_output=True, check=False)
        expect(
            done.returncode == 0,
            f"mailclerkctl {arguments[0]} ended with {done.returncode}: {done.stderr.decode()}",
        )
        return done.stdout

    def part(self, server, name):
        """A piece of what mta-config prints."""
        return self.text("mta-config", server, "--part", name)

    def emails(self, subject):
        """What came in with a subject, in all mailboxes."""
        found = self.ctl("emails", "--subject", subject)
        return [email for email in found if email["direction"] == "in"]

    def email(self, subject):
        """The one email with a subject, as soon as it is there."""
        found = wait(lambda: self.emails(subject), f"the email “{subject}”")
        expect(len(found) == 1, f"{len(found)} emails “{subject}”")
        return found[0]

    @contextmanager
    def gone(self):
        """The store is not where it should be."""
        aside = STORE.parent / "aside"
        aside.mkdir()
        names = [path.name for path in STORE.parent.glob("mailclerk.db*")]
        for name in names:
            os.rename(STORE.parent / name, aside / name)
        try:
            yield
        finally:
            for name in names:
                os.rename(aside / name, STORE.parent / name)
            aside.rmdir()

    @contextmanager
    def locked(self):
        """Somebody else writes to the store and does not come to an end."""
        number = USERS["mailclerk"][0]
        program = (
            "import sqlite3, sys\n"
            f"store = sqlite3.connect('{STORE}', isolation_level=None)\n"
            "store.execute('BEGIN IMMEDIATE')\n"
            "print('locked', flush=True)\n"
            "sys.stdin.read()\n"
            "store.execute('ROLLBACK')\n"
        )
        holder = subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            user=number,
            group=number,
            extra_groups=[],
            cwd="/",
        )
        try:
            expect(holder.stdout.readline() == b"locked\n", "the store could not be locked")
            yield
        finally:
            holder.stdin.close()
            holder.wait()


def waiting_filter():
    """The process number of a filter that has read its message and has the store open."""
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and os.readlink(process / "exe").endswith("/bin/mailclerk"):
                files = [os.readlink(file) for file in (process / "fd").iterdir()]
                if any(file.startswith(str(STORE)) for file in files):
                    return int(process.name)
        except OSError:
            continue  # It has ended meanwhile.
    return None
