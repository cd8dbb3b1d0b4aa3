#!/bin/sh
# SPDX-License-Identifier: MIT
# "khal import" of an attendee's answer replaces the meeting by the answer.
#
# Expected: an iMIP message with METHOD:REPLY contains only the attendee who answers.  Importing
# it should change that attendee's PARTSTAT in the stored meeting (RFC 5546, section 3.2.3), be
# refused, or at least keep the rest.
# Seen: khal ignores METHOD and stores the answer's VEVENT under the meeting's UID.  Title,
# description and all other attendees are gone; with --batch nobody is asked.
# Why it matters: a rule that pipes text/calendar parts of incoming mail into khal loses the
# organizer's meetings as soon as somebody accepts them.
#
# Version: khal 0.11.3 (PyPI).  Output seen (stored properties after the import):
#   DTEND DTSTAMP DTSTART ORGANIZER UID and one ATTENDEE
set -eu

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
cd "$tmp"

# Exits with 1 if the third argument differs from the second.
same() {
    [ "$2" = "$3" ] && return
    printf '%s: this has changed.\n-- expected:\n%s\n-- now:\n%s\n' "$1" "$2" "$3" >&2
    exit 1
}
python3 -m pip install -q --root-user-action=ignore --target py khal==0.11.3 icalendar==5.0.13 \
    python-dateutil==2.9.0.post0 urwid==2.6.15
mkdir calendar
cat >khal.conf <<END
[calendars]
[[meetings]]
path = $tmp/calendar
[sqlite]
path = $tmp/khal.db
[locale]
local_timezone = Europe/Berlin
default_timezone = Europe/Berlin
END
# Prints a calendar object; the arguments are its method and the lines between UID and END.
event() {
    printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//EN "METHOD:$1" BEGIN:VEVENT \
        UID:meeting-1@example.com DTSTAMP:20260301T080000Z DTSTART:20260302T100000Z \
        DTEND:20260302T110000Z ORGANIZER:mailto:ada@example.com
    shift
    printf '%s\r\n' "$@" END:VEVENT END:VCALENDAR
}
event REQUEST SUMMARY:Budget 'DESCRIPTION:Bring the figures' \
    'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:bob@example.com' \
    'ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:cleo@example.com' >request.ics
event REPLY 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:bob@example.com' >reply.ics

khal() {
    PYTHONPATH="$tmp/py" python3 -m khal -c khal.conf "$@" >>khal.out 2>&1 || {
        cat khal.out >&2
        exit 1
    }
}
properties() {
    tr -d '\r' <"calendar/$(ls calendar)" |
        sed '1,/^BEGIN:VEVENT/d; /^END:VEVENT/,$d; s/[:;].*//' | sort | xargs
}
khal import --batch request.ics
same 'The stored meeting' \
    'ATTENDEE ATTENDEE DESCRIPTION DTEND DTSTAMP DTSTART ORGANIZER SUMMARY UID' "$(properties)"
khal import --batch reply.ics
same 'The meeting after the answer' 'ATTENDEE DTEND DTSTAMP DTSTART ORGANIZER UID' "$(properties)"
echo 'as described'
