#!/bin/sh
# SPDX-License-Identifier: MIT
# "lei convert" of public-inbox loses the time of arrival and the envelope sender of each message
# when it converts one mbox into another.
#
# Expected: both formats have a "From " line with the envelope sender and the time of arrival
# (RFC 4155), so the lines of the new mbox are those of the old one.
# Seen: each line reads "From lei@mboxrd Thu Jan  1 00:00:00 1970", whatever it was.  A sender and a
# time that are nobody's stand where readers look for the true ones; nothing warns of it.
# Why it matters: the original is deleted after a conversion.  Programs that import the result
# date mail without Date to 1970, sort it below all other mail or expire it, and bounces, which had
# no sender, get one.
#
# Version: lei 1.9.0-1 (Debian 12).  Output seen:
#   before: MAILER-DAEMON Mon Mar  2 10:00:01 2026, a@b.example Mon Mar  2 10:00:02 2026
#   after: lei@mboxrd Thu Jan  1 00:00:00 1970, lei@mboxrd Thu Jan  1 00:00:00 1970
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
unpack lei=1.9.0-1
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
perl=$(perl -e 'printf "%vd", $^V' | cut -d . -f 1,2)
PERL5LIB=$tmp/root/usr/share/perl5:$tmp/root/usr/lib/$multiarch/perl5/$perl
export PERL5LIB HOME="$tmp" XDG_RUNTIME_DIR="$tmp"
cat >before <<'END'
From MAILER-DAEMON Mon Mar  2 10:00:01 2026
From: postmaster@b.example
To: c@d.example
Subject: Undelivered mail
Message-ID: <1@b.example>

Your message was not delivered.

From a@b.example Mon Mar  2 10:00:02 2026
From: a@b.example
To: c@d.example
Subject: Invoice
Message-ID: <2@b.example>

text

END
lei convert -F mboxrd -o "mboxrd:$tmp/after" before 2>errors || { cat errors >&2; exit 1; }
# The server that lei left behind ends.
lei daemon-kill 2>/dev/null || :
lines() {
    python3 -c '
import mailbox, sys

print(sys.argv[1] + ":", ", ".join(m.get_from() for m in mailbox.mbox(sys.argv[1])))' "$1"
}
same 'The From lines' 'before: MAILER-DAEMON Mon Mar  2 10:00:01 2026, a@b.example Mon Mar  2 10:00:02 2026
after: lei@mboxrd Thu Jan  1 00:00:00 1970, lei@mboxrd Thu Jan  1 00:00:00 1970' \
    "$(lines before && lines after)"
same 'Warnings' '# converted 2 messages' "$(cat errors)"
echo 'as described'
