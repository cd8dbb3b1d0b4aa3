# SPDX-License-Identifier: MIT
# Part of mailclerk, system mailboxes for any mail server.
"""What scenarios ask of a mail server."""

import re
import socket
from pathlib import Path

from mail import ADDRESS
from waiting import wait


class Server:
    """A mail server that runs in the house, with mailclerk connected as mta-config says."""

    # Whether it says so at EHLO.
    offers_8bitmime = True
    # Addresses besides the mailboxes' that must be taken at RCPT.
    local_users = ["ada@example.com", "ada@home.example"]

    def queue(self):
        """The number of messages in the queue."""
        raise NotImplementedError

    def retry(self):
        """Has the queue run now, for every message."""
        raise NotImplementedError

    def is_idle(self):
        """Whether nothing is under way."""
        return self.queue() == 0

    def wait_deferred(self):
        """Waits until one message is in the queue and will come again."""
        raise NotImplementedError

    def wait_killed(self):
        """Waits until the server has seen that the filter was killed."""
        self.wait_deferred()

    def log(self):
        """What the server noted of its work."""
        raise NotImplementedError

    @staticmethod
    def wait_for_greeting():
        """Waits until the server listens."""

        def greets():
            try:
                with socket.create_connection(ADDRESS, timeout=5) as connection:
                    return connection.recv(4).startswith(b"220")
            except OSError:
                return False

        wait(greets, "the server's greeting")


def with_forgotten_address(text):
    """A table with one address more, `gone`, as if it were older than the settings."""
    line = next(line for line in text.splitlines() if "sales" in line)
    return text + re.sub("sales", "gone", line) + "\n"


def write(path, text, mode=0o644):
    """Writes a configuration file, its directory included."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(mode)


def append(path, text):
    """Adds to a configuration file."""
    with open(path, "a", encoding="utf-8") as file:
        file.write("\n" + text)
