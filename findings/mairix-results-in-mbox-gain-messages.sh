#!/bin/sh
# SPDX-License-Identifier: MIT
# mairix copies messages from a Maildir into an mbox without quoting "From " lines.
#
# Expected: a program that writes mbox from messages in a Maildir, where "From " needs no
# quoting, puts ">" before such lines in bodies, as packf of nmh and mexport of mblaze do, or
# writes Content-Length.
# Seen: with mformat=mbox the result folder has the line as it was.  One message was matched;
# readers that take each such line after an empty line for the start of a message see two.
# Why it matters: programs that read the result find a message that ends in the middle and a
# second one without a header.  Whoever saves, answers or imports the first has half of it.
#
# Version: mairix 0.24-2 (Debian 12); the reader is Python's mailbox module.  Output seen:
#   Matched 1 messages
#   two messages, the second from "here the text goes on"
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
unpack mairix=0.24-2
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
mkdir -p mail/cur mail/new mail/tmp
cat >mail/new/1.example <<'END'
From: a@b.example
To: c@d.example
Subject: Invoice
Date: Mon, 02 Mar 2026 10:00:00 +0000
Message-ID: <1@b.example>

Dear colleagues,

From here the text goes on.
END
cat >mairixrc <<END
base=$tmp
maildir=mail
mfolder=result
mformat=mbox
database=$tmp/database
END
mairix -f mairixrc >/dev/null
same 'The report' 'Matched 1 messages' "$(mairix -f mairixrc s:invoice)"
same 'The line in the result' 'From here the text goes on.' "$(grep 'text goes on' result)"
same 'What a reader finds' "2 messages, the second from 'here the text goes on.'" "$(
    python3 -c '
import mailbox

messages = list(mailbox.mbox("result"))
print(len(messages), "messages, the second from", repr(messages[1].get_from()))'
)"
echo 'as described'
