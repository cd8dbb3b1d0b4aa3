# SPDX-License-Identifier: MIT
# Part of mailclerk, system mailboxes for any mail server.
"""Runs mailclerk behind real mail servers; one line for each server and scenario.

Each server lives in namespaces of its own (see house.py). Started by contrib/mta-test.
"""

import argparse
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import scenarios
from exim import AliasExim, Exim
from house import House
from mailclerk_site import Site
from opensmtpd import OpenSMTPD
from postfix import AliasPostfix, Maildrop, Postfix, Procmail, RelayPostfix, Sieve, VirtualPostfix
from server import write
from waiting import Failure

RCPT = [scenarios.refused_at_rcpt]
TABLE = [scenarios.refused_at_rcpt, scenarios.wildcard]


def usual(*others, but=None):
    """The usual scenarios but one, and others."""
    return [scenario for scenario in scenarios.USUAL if scenario is not but] + list(others)


# How each server is made in a house with a site and the unpacked packages, and what is tried.
WORLDS = {
    "postfix-pipe": (lambda h, s, p: Postfix(h, s), usual(*TABLE)),
    "postfix-alias": (lambda h, s, p: AliasPostfix(h, s), usual(*RCPT)),
    "exim-router": (lambda h, s, p: Exim(h, s, p / "exim"), usual(*TABLE)),
    "exim-alias": (lambda h, s, p: AliasExim(h, s, p / "exim"), usual(*RCPT)),
    # It does not offer SMTPUTF8.
    "opensmtpd": (
        lambda h, s, p: OpenSMTPD(h, s, p / "opensmtpd"),
        usual(*TABLE, but=scenarios.smtputf8),
    ),
    "procmail": (lambda h, s, p: Procmail(h, s), usual()),
    "maildrop": (lambda h, s, p: Maildrop(h, s), usual()),
    "sieve": (
        lambda h, s, p: Sieve(h, s),
        usual(scenarios.unknown_stays, but=scenarios.unknown_mailbox),
    ),
    "postfix-virtual": (lambda h, s, p: VirtualPostfix(h, s), [scenarios.acknowledged, *TABLE]),
    "postfix-relay": (lambda h, s, p: RelayPostfix(h, s), [scenarios.acknowledged, *TABLE]),
    "msmtp": (lambda h, s, p: Postfix(h, s), [scenarios.acknowledged, scenarios.smtputf8]),
}


def world(name, packages, house):
    """The site and the server of a name."""
    sendmail = ("/usr/sbin/sendmail", "-i")
    if name == "msmtp":
        write("/etc/msmtprc", "account default\nhost 127.0.0.1\nport 25\ntls off\nauth off\n")
        sendmail = ("/usr/bin/msmtp", "-i")
    site = Site(sendmail)
    return site, WORLDS[name][0](house, site, packages)


def inside(name, options):
    """Tries the scenarios of one server, in its namespaces; returns the number that failed."""
    failures = 0
    try:
        house = House(options.root, options.programs)
        site, server = world(name, Path(options.packages), house)
    except (Failure, RuntimeError, OSError) as error:
        print(f"{name}: start: FAILED: {error}", flush=True)
        traceback.print_exc()
        return 1
    for scenario in [*WORLDS[name][1], scenarios.nothing_else]:
        if options.only not in (None, scenario.__name__.replace("_", "-")):
            continue
        start = time.monotonic()
        title = f"{name}: {scenario.__name__.replace('_', '-')}"
        try:
            scenario(server, site)
            result = "ok"
        except Exception as error:  # Whatever it is, the others are tried, too.
            result = f"FAILED: {type(error).__name__}: {error}"
            failures += 1
        seconds = f" ({time.monotonic() - start:.1f} s)" if options.times else ""
        print(f"{title}: {result}{seconds}", flush=True)
    if failures and options.verbose:
        print(server.log(), flush=True)
    return failures


# What ends with this process, and takes all that it started with it.
RUNNING = set()


def stop(number, frame):
    """Ends all servers."""
    for process in RUNNING:
        process.kill()
    sys.exit(128 + number)


def outside(name, options):
    """Runs one server in namespaces of its own; returns whether all went well."""
    root = tempfile.mkdtemp(dir=options.packages)
    try:
        Path(root).chmod(0o711)
        command = ["unshare", "--mount", "--net", "--pid", "--fork", "--kill-child", "--mount-proc"]
        # A daemon whose parent is process 1 takes itself for detached, so the shell is that.
        command += ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, sys.argv[0]]
        command += ["--inside", name, "--root", root, "--programs", options.programs]
        command += ["--packages", options.packages]
        command += ["--verbose"] if options.verbose else []
        command += ["--only", options.only] if options.only else []
        command += ["--times"] if options.times else []
        with subprocess.Popen(command, stdin=subprocess.DEVNULL) as process:
            RUNNING.add(process)
            return process.wait() == 0
    finally:
        shutil.rmtree(root, ignore_errors=True)


def main():
    """Runs the servers that are named, or all."""
    parser = argparse.ArgumentParser(prog="mta-test")
    parser.add_argument("--programs", required=True)
    parser.add_argument("--packages", required=True)
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    parser.add_argument("--root", help=argparse.SUPPRESS)
    parser.add_argument("--verbose", action="store_true", help="the server's log after a failure")
    parser.add_argument("--times", action="store_true", help="how long each scenario took")
    parser.add_argument("--only", help="one scenario alone, such as program-killed")
    parser.add_argument("server", nargs="*", help=", ".join(WORLDS))
    options = parser.parse_args()
    if options.inside:
        sys.exit(1 if inside(options.inside, options) else 0)
    for name in options.server:
        if name not in WORLDS:
            parser.error(f"no server {name}; there are {', '.join(WORLDS)}")
    signal.signal(signal.SIGTERM, stop)
    with ThreadPoolExecutor(3) as pool:
        results = list(pool.map(lambda name: outside(name, options), options.server or WORLDS))
    sys.exit(0 if all(results) else 1)


main()
