# SPDX-License-Identifier: MIT
# Part of mailclerk, system mailboxes for any mail server.
"""A private house for one mail server: files, users, processes and network of its own.

The process is in mount, process and network namespaces already (unshare). What is bound over the
system's directories here is seen by nobody else and ends with the process.
"""

import os
import shutil
import subprocess
from pathlib import Path

# The users there are besides the system's: user number and home.
USERS = {
    "mailclerk": (61901, "/var/lib/mailclerk"),
    "ada": (61902, "/var/lib/ada"),
    "Debian-exim": (61903, "/var/spool/exim4"),
    "opensmtpd": (61904, "/var/lib/opensmtpd/empty"),
    "opensmtpq": (61905, "/nonexistent"),
}


def run(*command, check=True, **options):
    """Runs a program and returns what it printed, standard error included."""
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, **options
    )
    if check and done.returncode:
        said = done.stdout.decode(errors="replace").strip()
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {said}")
    return done.stdout.decode(errors="replace")


def bind(source, target):
    """Shows a directory or file in another's place."""
    run("mount", "--bind", str(source), str(target))


class House:
    """Directories under `root` in the place of the system's."""

    def __init__(self, root, programs):
        self.root = Path(root)
        run("ip", "link", "set", "lo", "up")
        shutil.copytree("/etc", self.root / "etc", symlinks=True)
        bind(self.root / "etc", "/etc")
        self._add_users()
        run("mount", "-t", "tmpfs", "-o", "mode=755", "none", "/run")
        for place in ["lib", "spool", "mail"]:
            (self.root / "var" / place).mkdir(parents=True)
            bind(self.root / "var" / place, f"/var/{place}")
        os.chmod("/var/mail", 0o1777)
        self.home("mailclerk", 0o700)
        self.home("ada", 0o700)
        local = self.root / "local"
        (local / "bin").mkdir(parents=True)
        (local / "lib").mkdir()
        for name in ["mailclerk", "mailclerkctl"]:
            shutil.copy(Path(programs) / name, local / "bin" / name)
            os.chmod(local / "bin" / name, 0o755)
        bind(local, "/usr/local")
        os.environ["PATH"] = "/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        os.environ.pop("MAILCLERK_STORE", None)

    def home(self, user, mode):
        """Makes the home directory of a user."""
        number, path = USERS[user]
        os.makedirs(path, mode=mode, exist_ok=True)
        os.chown(path, number, number)

    @staticmethod
    def _add_users():
        entries = {
            "passwd": "{0}:x:{1}:{1}::{2}:/usr/sbin/nologin",
            "group": "{0}:x:{1}:",
            "shadow": "{0}:!:19000::::::",
        }
        for name, form in entries.items():
            path = Path("/etc") / name
            lines = [
                line for line in path.read_text().splitlines() if line.split(":")[0] not in USERS
            ]
            lines += [form.format(user, *facts) for user, facts in USERS.items()]
            path.write_text("\n".join(lines) + "\n")
