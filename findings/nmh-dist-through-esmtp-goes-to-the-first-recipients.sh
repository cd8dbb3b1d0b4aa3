#!/bin/sh
# SPDX-License-Identifier: MIT
# A message that nmh's dist passes on through esmtp goes to its original recipients again, and
# not to the new one.
#
# Expected: dist resends a message with Resent-To.  With "mts: sendmail/pipe", Debian's setting,
# nmh runs "sendmail -t -i" and leaves the choice of recipients to it.  Of a program that offers
# itself as sendmail one expects that -t reads Resent-To if there is one, as msmtp
# and nullmailer do.
# Seen: esmtp -t reads only To, Cc and Bcc, and takes the envelope sender from From.
# Why it matters: colleagues who pass on one message send it to everybody who had it before, in
# the name of its author, who also gets the bounces.  The new recipient gets nothing.
#
# Versions: nmh 1.8~RC2-2, esmtp 1.2-18+b1 (Debian 12).  Output seen (SMTP commands):
#   MAIL FROM:<author@b.example>
#   RCPT TO:<first@c.example>
#   RCPT TO:<second@c.example>
#
# Needs the right to make a mount namespace: nmh finds its files only in /etc and /usr.
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
unpack nmh=1.8~RC2-2 esmtp=1.2-18+b1

# An SMTP server for one message; it prints its port, then the envelope.
cat >server.py <<'END'
import socket

listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
connection = listener.accept()[0]
stream = connection.makefile("rwb", 0)
stream.write(b"220 ready\r\n")
data = False
for line in stream:
    if data:
        data = line != b".\r\n"
        if data:
            continue
    elif line.startswith((b"MAIL", b"RCPT")):
        print(line.decode().strip(), flush=True)
    data = line.upper() == b"DATA\r\n"
    stream.write(b"354 go on\r\n" if data else b"250 ok\r\n")
    if line.upper() == b"QUIT\r\n":
        break
END
python3 server.py >server.out &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$tmp"' EXIT
while [ ! -s server.out ]; do sleep 0.1; done
printf 'hostname = "127.0.0.1:%s"\nstarttls = disabled\n' "$(cat server.out)" >.esmtprc
chmod 600 .esmtprc

mkdir -p Mail/inbox
printf 'Path: Mail\nLocal-Mailbox: me@d.example\n' >.mh_profile
cat >Mail/inbox/1 <<'END'
From: author@b.example
To: first@c.example
Cc: second@c.example
Subject: Offer
Date: Mon, 02 Mar 2026 10:00:00 +0000
Message-ID: <1@b.example>

text
END
printf 'Resent-From: me@d.example\nResent-To: colleague@d.example\n' >form

export HOME="$tmp" tmp
unshare -rm sh -eu >unshare.out 2>&1 <<'END' || { cat unshare.out >&2; exit 1; }
mount -t overlay nmh -o "lowerdir=$tmp/root/usr:/usr" /usr
mount -t overlay nmh -o "lowerdir=$tmp/root/etc:/etc" /etc
PATH=/usr/bin/mh:$PATH
folder -fast -noprint +inbox
dist -form "$HOME/form" -nowhatnowproc 1
export mhdist=1 mhaltmsg="$HOME/Mail/inbox/1"
send -mts sendmail/pipe -sendmail /usr/bin/esmtp "$HOME/Mail/draft"
END
wait "$server"
same 'The SMTP envelope' 'MAIL FROM:<author@b.example>
RCPT TO:<first@c.example>
RCPT TO:<second@c.example>' "$(sed 1d server.out | sort)"
echo 'as described'
