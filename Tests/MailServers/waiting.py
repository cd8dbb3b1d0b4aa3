# SPDX-License-Identifier: MIT
# Part of mailclerk, system mailboxes for any mail server.
"""Waiting without fixed pauses, and what a test says when it fails."""

import time


class Failure(Exception):
    """What was expected and did not come."""


def expect(condition, what):
    """Fails with `what` unless the condition holds."""
    if not condition:
        raise Failure(what)


def wait(look, what, seconds=60):
    """Looks again and again until `look` returns something true, and returns that."""
    end = time.monotonic() + seconds
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise Failure(f"{what}: not within {seconds} s")
        time.sleep(0.05)
