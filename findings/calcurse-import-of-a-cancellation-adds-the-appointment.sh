#!/bin/sh
# SPDX-License-Identifier: MIT
# "calcurse -i" of a cancelled meeting adds the meeting, once more with each message about it.
#
# Expected: an object with METHOD:CANCEL and STATUS:CANCELLED removes the appointment with its
# UID, or is skipped; an update with a higher SEQUENCE replaces the earlier time.
# Seen: calcurse ignores METHOD, STATUS, UID and SEQUENCE.  After invitation, move and
# cancellation the calendar has three appointments, and the report says that nothing was skipped.
# Why it matters: whoever pipes text/calendar parts of mail into calcurse goes to cancelled
# meetings, at each of the times that were ever proposed.
#
# Version: calcurse 4.7.1-1 (Debian 12).  Output seen:
#   03/02/2026 @ 10:00 -> 03/02/2026 @ 11:00|Budget
#   03/02/2026 @ 14:00 -> 03/02/2026 @ 15:00|Budget
#   03/02/2026 @ 14:00 -> 03/02/2026 @ 15:00|Budget
set -eu

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
cd "$tmp"

# Unpacks packages, and the libraries that this host lacks, below root.
unpack() {
    mkdir debs root
    others=$(apt-get -s -qq --no-install-recommends --allow-downgrades install "$@" |
        awk '/^Inst/ { print $2 }')
    for package in $others; do
        case " $*" in *" $package="*) continue ;; esac
        set -- "$@" "$package"
    done
    (cd debs && apt-get -qq -o APT::Sandbox::User=root download "$@" >/dev/null)
    for file in debs/*.deb; do dpkg -x "$file" root; done
    # With a set-group-ID bit, programs would ignore LD_LIBRARY_PATH.
    find root -type f -perm /6000 -exec chmod ug-s {} +
}

# Exits with 1 if the third argument differs from the second.
same() {
    [ "$2" = "$3" ] && return
    printf '%s: this has changed.\n-- expected:\n%s\n-- now:\n%s\n' "$1" "$2" "$3" >&2
    exit 1
}
unpack calcurse=4.7.1-1
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
# Prints a calendar object; the arguments are method, sequence number, status and hour.
event() {
    printf '%s\r\n' BEGIN:VCALENDAR VERSION:2.0 PRODID:-//example//EN "METHOD:$1" BEGIN:VEVENT \
        UID:meeting-1@example.com "SEQUENCE:$2" "STATUS:$3" DTSTAMP:20260301T080000Z \
        "DTSTART:20260302T${4}0000Z" "DTEND:20260302T$(($4 + 1))0000Z" SUMMARY:Budget \
        ORGANIZER:mailto:ada@example.com ATTENDEE:mailto:bob@example.com END:VEVENT END:VCALENDAR
}
event REQUEST 0 CONFIRMED 10 >1.ics
event REQUEST 1 CONFIRMED 14 >2.ics
event CANCEL 2 CANCELLED 14 >3.ics
mkdir calendar
for file in 1.ics 2.ics 3.ics; do
    TZ=UTC calcurse -D calendar -C calendar -i "$file" >report 2>&1
    same "The report for $file" '1 app / 0 events / 0 todos / 0 skipped' "$(grep app report)"
done
same 'The calendar' '03/02/2026 @ 10:00 -> 03/02/2026 @ 11:00|Budget
03/02/2026 @ 14:00 -> 03/02/2026 @ 15:00|Budget
03/02/2026 @ 14:00 -> 03/02/2026 @ 15:00|Budget' "$(sed 's/>[0-9a-f]* *|/|/' calendar/apts)"
echo 'as described'
