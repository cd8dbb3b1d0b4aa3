# SPDX-License-Identifier: MIT
# Part of mailclerk, system mailboxes for any mail server.
"""What is tried with every mail server: each scenario looks at what arrived."""

import hashlib
import os
import signal

from house import USERS
from mail import SENDER, answer, bounce, delivered, letter, refusal, send
from mailclerk_site import waiting_filter
from waiting import expect, wait


def acknowledged(server, site):
    """A message makes a case; the acknowledgement comes back by the same mail server."""
    send(letter("lamp broken"))
    email = site.email("lamp broken")
    expect(email["mailbox"] == "support", f"it is in {email['mailbox']}")
    expect(email["from"]["address"] == SENDER, f"it is from {email['from']}")
    case = site.ctl("case", str(email["case"]))[0]
    expect(case["subject"] == "lamp broken", f"the case is {case}")
    answer("lamp broken")

    def states():
        return [entry["state"] for entry in site.ctl("outbox") if entry["email"] == email["id"]]

    wait(lambda: states() == ["sent"], "the acknowledgement as sent")


def plus_address(server, site):
    """support+x@ is support@, and is recorded as it was."""
    send(letter("plus"), ["Support+Orders@Example.com"])
    expect(site.email("plus")["mailbox"] == "support", "it is not in support")
    answer("plus")
    journal = site.ctl("journal", str(site.email("plus")["id"]))
    expect("orders@example.com" in str(journal).lower(), "the extension is not in the journal")


def wildcard(server, site):
    """Every address of *@shop.example."""
    send(letter("any"), ["any.one@shop.example"])
    expect(site.email("any")["mailbox"] == "support", "it is not in support")
    answer("any")


def several_recipients(server, site):
    """Two addresses of one mailbox and one of another: one email each, one answer."""
    send(letter("several"), ["support@example.com", "sales@example.com", "help@example.com"])
    found = wait(
        lambda: len(site.emails("several")) == 2 and server.is_idle() and site.emails("several"),
        "two emails",
    )
    expect({email["mailbox"] for email in found} == {"support", "sales"}, f"they are {found}")
    expect(sorted(bool(email["lead"]) for email in found) == [False, True], "no lead was made")
    answer("several")


def unknown_mailbox(server, site):
    """The map is older than the settings: the filter's 67 becomes a bounce with 5.1.1."""
    send(letter("unknown"), ["gone@example.com"])
    text = bounce("unknown")
    expect("5.1.1" in text, f"no 5.1.1 in the bounce: {text}")
    for word in ["/var/lib/mailclerk", "sqlite", "Fatal"]:
        expect(word not in text, f"the bounce tells of {word}")
    expect(not site.emails("unknown"), "it was stored")


def unknown_stays(server, site):
    """Sieve can send no bounce with 5.1.1: the message stays in the inbox."""
    send(letter("unknown"), ["gone@example.com"])
    server.wait_deferred()
    expect(not site.emails("unknown"), "it was stored")
    with open("/var/mail/mailclerk", "wb"):
        pass


def refused_at_rcpt(server, site):
    """The recipient map knows the mailboxes and users, and nobody else."""
    status, text = refusal("nobody.here@example.com")
    expect(500 <= status < 600, f"an unknown address got {status} {text}")
    for address in ["support@example.com", "HELP+x@example.com", *server.local_users]:
        status, text = refusal(address)
        expect(status == 250, f"{address} got {status} {text}")


def store_missing(server, site):
    """No store: the message waits in the queue and is delivered after repair."""
    wait(server.is_idle, "an empty queue")
    with site.gone():
        send(letter("missing"))
        server.wait_deferred()
    server.retry()
    site.email("missing")
    answer("missing")


def store_locked(server, site):
    """The store stays locked until the filter's time is over: likewise."""
    wait(server.is_idle, "an empty queue")
    with site.locked():
        send(letter("locked"))
        number = wait(waiting_filter, "the filter")
        owner = os.stat(f"/proc/{number}").st_uid
        expect(owner == USERS["mailclerk"][0], f"the filter runs as user {owner}")
        # What the deadline does, without the wait for it.
        os.kill(number, signal.SIGTERM)
        server.wait_deferred()
    server.retry()
    site.email("locked")
    answer("locked")


def program_killed(server, site):
    """kill -9 of the filter: nothing is lost."""
    wait(server.is_idle, "an empty queue")
    with site.locked():
        send(letter("killed"))
        os.kill(wait(waiting_filter, "the filter"), signal.SIGKILL)
        server.wait_killed()
    server.retry()
    site.email("killed")
    answer("killed")


def smtputf8(server, site):
    """Addresses and header in UTF-8 (RFC 6531, 6532)."""
    jürgen = "jürgen@home.example"
    message = letter("Grüße hoch", sender=jürgen, to="grüße@example.com")
    send(message, ["grüße@example.com"], jürgen, ["SMTPUTF8", "BODY=8BITMIME"])
    email = site.email("Grüße hoch")
    expect(email["from"]["address"] == jürgen, f"it is from {email['from']}")
    expect(email["subject"] == "Grüße hoch", f"its subject is {email['subject']}")
    answer("Grüße hoch", to=jürgen)


def eight_bit(server, site):
    """A body of eight bits (RFC 6152)."""
    options = ["BODY=8BITMIME"] if server.offers_8bitmime else []
    send(letter("eight bit", "Schöne Grüße — 你好\n"), options=options)
    shown = site.ctl("show", str(site.email("eight bit")["id"]))[0]
    expect("Schöne Grüße — 你好" in shown["text"], f"its text is {shown['text']}")
    answer("eight bit")


def large(server, site):
    """A message of 20 MB, byte for byte."""
    line = "0123456789abcdef" * 4 + "\n"
    body = "".join(f"{number:08}{line}" for number in range(20_000_000 // 73))
    send(letter("large", body))
    raw = site.raw("show", str(site.email("large")["id"]), "--raw").replace(b"\r\n", b"\n")
    text = raw.partition(b"\n\n")[2].rstrip(b"\n") + b"\n"
    expect(
        hashlib.sha256(text).digest() == hashlib.sha256(body.encode()).digest(),
        f"{len(text)} bytes of {len(body)} came, or others",
    )
    answer("large")


def null_sender(server, site):
    """What has no sender is stored and not answered."""
    send(letter("null"), sender="")
    email = site.email("null")
    journal = str(site.ctl("journal", str(email["id"])))
    expect("null-sender" in journal, f"the journal is {journal}")
    entries = [entry for entry in site.ctl("outbox") if entry["email"] == email["id"]]
    expect(not entries, f"the outbox has {entries}")


def nothing_else(server, site):
    """At the end: queue and outbox are empty, no email came twice, nobody got more than this."""
    wait(server.is_idle, "an empty queue")
    emails = [email for email in site.ctl("emails") if email["direction"] == "in"]
    keys = [(email["mailbox"], email["subject"]) for email in emails]
    expect(len(keys) == len(set(keys)), f"twice: {sorted(keys)}")
    due = [entry for entry in site.ctl("outbox") if entry["state"] != "sent"]
    expect(not due, f"the outbox has {due}")
    for user in ["ada", "mailclerk"]:
        for line, message in delivered(user):
            expect(
                message["Auto-Submitted"] == "auto-replied" or "MAILER-DAEMON" in line,
                f"{user} got {message['Subject']}",
            )


USUAL = [
    acknowledged,
    plus_address,
    several_recipients,
    unknown_mailbox,
    store_missing,
    store_locked,
    program_killed,
    smtputf8,
    eight_bit,
    large,
    null_sender,
]
