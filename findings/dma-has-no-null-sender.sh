#!/bin/sh
# SPDX-License-Identifier: MIT
# dma, the DragonFly Mail Agent, cannot send a message from the null sender.
#
# Expected: "sendmail -f ''" or, at worst, "sendmail -f '<>'" leaves with MAIL FROM:<>, as with
# msmtp, so that nobody is told if the message cannot be delivered.
# Seen: dma appends the host name to both and sends MAIL FROM:<@host.example> and
# MAIL FROM:<<>@host.example>, which no grammar allows, and exits with 0.
# Why it matters: many small hosts have dma as /usr/sbin/sendmail.  Automatic answers and bounces
# have a sender that the next server may refuse, or to which its bounces go in vain.
#
# Version: dma 0.13-1+b1 (Debian 12).  Output seen:
#   MAIL FROM:<@host.example>
#   MAIL FROM:<<>@host.example>
#
# Needs root: dma writes to /var/spool and gives up its privileges; both are done on a copy of
# these directories in a mount namespace.
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
unpack dma=0.13-1+b1

cat >root/etc/dma/dma.conf <<'END'
SMARTHOST 127.0.0.1
PORT PORTNUMBER
MAILNAME host.example
END
# An SMTP server for two connections; it prints its port, then the senders.
cat >server.py <<'END'
import socket

listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
for _ in range(2):
    connection = listener.accept()[0]
    stream = connection.makefile("rwb", 0)
    stream.write(b"220 ready\r\n")
    data = False
    for line in stream:
        if data:
            data = line != b".\r\n"
            if data:
                continue
        elif line.startswith(b"MAIL"):
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
sed -i "s/PORTNUMBER/$(cat server.out)/" root/etc/dma/dma.conf
chmod 644 root/etc/dma/*
chmod 755 "$tmp"

cat >inside <<'END'
mount -t overlay dma -o "lowerdir=$tmp/root/usr:/usr" /usr
mount -t overlay dma -o "lowerdir=$tmp/root/etc:/etc" /etc
mount -t tmpfs spool /var/spool
mkdir -m 1777 /var/spool/dma
wait_for() {
    count=0
    until [ "$(wc -l <"$tmp/server.out")" = "$1" ] || [ "$count" = 100 ]; do
        sleep 0.1
        count=$((count + 1))
    done
}
printf 'From: a@b.example\nTo: c@d.example\n\ntext\n' | dma -f '' c@d.example
wait_for 2
printf 'From: a@b.example\nTo: c@d.example\n\ntext\n' | dma -f '<>' c@d.example
wait_for 3
END
export tmp
unshare -m sh -eu inside
same 'The senders' 'MAIL FROM:<@host.example>
MAIL FROM:<<>@host.example>' "$(sed 1d server.out)"
echo 'as described'
