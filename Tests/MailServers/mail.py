# SPDX-License-Identifier: MIT
# Part of mailclerk, system mailboxes for any mail server.
"""Messages: how they are sent by SMTP, and how they lie in a user's mailbox."""

import email
import email.policy
import mailbox
import os
import smtplib

from waiting import Failure, expect, wait

SENDER = "ada@home.example"
ADDRESS = ("127.0.0.1", 25)


BODY = "Hello,\n\nthe lamp is broken.\n"


def letter(subject, body=BODY, sender=SENDER, to="support@example.com"):
    """A plain message; its Message-ID is made of the subject."""
    return (
        f"From: Ada <{sender}>\nTo: {to}\nSubject: {subject}\n"
        f"Date: Tue, 03 Mar 2026 08:15:00 +0000\nMessage-ID: {message_id(subject)}\n"
        "MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
        f"Content-Transfer-Encoding: 8bit\n\n{body}"
    ).encode()


def message_id(subject):
    """The Message-ID of the letter with a subject."""
    word = "".join(sign for sign in subject if sign.isascii() and sign.isalnum())
    return f"<{word}@home.example>"


def send(message, recipients=("support@example.com",), sender=SENDER, options=()):
    """Hands a message to the mail server, which must take it for every recipient."""
    with smtplib.SMTP(*ADDRESS, timeout=60) as smtp:
        smtp.ehlo("client.example")
        for option in options:
            name = option.split("=")[0].replace("BODY", "8BITMIME").lower()
            expect(smtp.has_extn(name), f"the server does not offer {name}")
        if "SMTPUTF8" in options:
            smtp.command_encoding = "utf-8"
        refused = smtp.sendmail(sender, list(recipients), message, mail_options=options)
        expect(not refused, f"refused: {refused}")


def refusal(recipient, sender=SENDER):
    """What the server answers to RCPT: the status and the text."""
    with smtplib.SMTP(*ADDRESS, timeout=60) as smtp:
        smtp.ehlo("client.example")
        smtp.mail(sender)
        status, text = smtp.rcpt(recipient)
        return status, text.decode(errors="replace")


def delivered(user="ada"):
    """The messages in a user's mailbox file, as (mbox line, message)."""
    found = []
    path = f"/var/mail/{user}"
    if not os.path.exists(path):
        return found
    box = mailbox.mbox(path, factory=None, create=False)
    for key in box.keys():
        with box.get_file(key, from_=True) as file:
            line = file.readline().decode(errors="replace").rstrip()
            message = email.message_from_bytes(file.read(), policy=email.policy.default)
            found.append((line, message))
    box.close()
    return found


def answer(subject, user="ada", to=SENDER):
    """The acknowledgement of the letter with a subject, once it has come, with all it must have."""
    asked = message_id(subject)

    def look():
        return [pair for pair in delivered(user) if pair[1]["In-Reply-To"] == asked]

    found = wait(look, f"the acknowledgement of “{subject}”")
    expect(len(found) == 1, f"{len(found)} acknowledgements of “{subject}”")
    line, message = found[0]
    expect(line.startswith("From MAILER-DAEMON "), f"the envelope sender is not null: {line}")
    # OpenSMTPD leaves the field out where it would be empty.
    expect(message.get("Return-Path", "<>").strip() == "<>", "Return-Path is not null")
    expect(message["Auto-Submitted"] == "auto-replied", "Auto-Submitted is not auto-replied")
    expect(message["X-Auto-Response-Suppress"] == "All", "no X-Auto-Response-Suppress")
    expect("support@example.com" in message["From"], f"From is {message['From']}")
    expect(to in message["To"], f"To is {message['To']}")
    envelope = message["X-Original-To"] or message["Envelope-To"] or message["Delivered-To"]
    expect(envelope == to, f"the envelope recipient is {envelope}")
    expect(subject in message["Subject"], f"Subject is {message['Subject']}")
    expect("[Case " in message["Subject"], "the case is not in the subject")
    return message


def bounce(subject, user="ada"):
    """The bounce of the letter with a subject, as text, once it has come."""
    asked = message_id(subject)

    def look():
        found = []
        for line, message in delivered(user):
            text = message.as_bytes().decode(errors="replace")
            if asked in text and message["In-Reply-To"] is None:
                found.append((line, text))
        return found

    found = wait(look, f"the bounce of “{subject}”")
    if len(found) != 1:
        raise Failure(f"{len(found)} bounces of “{subject}”")
    expect(found[0][0].startswith("From MAILER-DAEMON "), "the bounce has a sender")
    return found[0][1]
