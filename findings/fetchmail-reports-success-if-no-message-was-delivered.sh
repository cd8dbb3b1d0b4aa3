#!/bin/sh
# SPDX-License-Identifier: MIT
# fetchmail exits with 0 although its mda refused every message.
#
# Expected: by fetchmail(1), status 0 means that messages were retrieved successfully.  If the
# only message stays on the server because the mda failed, the status should be another one, as
# with mpop, which exits with 74.
# Seen: fetchmail warns on standard error, leaves the message on the server and exits with 0,
# whether the mda exits with 1, 67 or 75.
# Why it matters: a job or timer that watches the status reports success for days while no mail
# arrives; the warnings must be read instead.
#
# Versions: fetchmail 6.4.37-1, mpop 1.4.18-1 (Debian 12).  Output seen:
#   fetchmail, mda 0: status 0, deleted
#   fetchmail, mda 67: status 0, kept
#   fetchmail, mda 75: status 0, kept
#   mpop, mda 75: status 74, kept
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
unpack fetchmail=6.4.37-1 mpop=1.4.18-1
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
# A POP3 server with one message; it prints its port, then DELE commands.
cat >server.py <<'END'
import socket

message = b"From: a@b.example\r\nTo: c@d.example\r\nSubject: Hello\r\n\r\ntext\r\n"
listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
while True:
    connection = listener.accept()[0]
    stream = connection.makefile("rwb", 0)
    stream.write(b"+OK ready\r\n")
    for line in stream:
        words = line.upper().split()
        answer = b"+OK"
        if words[0] == b"STAT":
            answer = b"+OK 1 %d" % len(message)
        elif words[0] in (b"LIST", b"UIDL"):
            value = b"1 u1" if words[0] == b"UIDL" else b"1 %d" % len(message)
            answer = b"+OK " + value if len(words) > 1 else b"+OK\r\n" + value + b"\r\n."
        elif words[0] in (b"RETR", b"TOP"):
            answer = b"+OK\r\n" + message + b"."
        elif words[0] == b"CAPA":
            answer = b"+OK\r\nUIDL\r\nTOP\r\nUSER\r\n."
        elif words[0] == b"DELE":
            print("deleted", flush=True)
        stream.write(answer + b"\r\n")
        if words[0] == b"QUIT":
            break
    stream.close()
    connection.close()
END
python3 server.py >server.out &
server=$!
trap 'kill "$server"; rm -rf "$tmp"' EXIT
while [ ! -s server.out ]; do sleep 0.1; done
port=$(cat server.out)
export HOME="$tmp"

try() {
    cat >fetchmailrc <<END
poll 127.0.0.1 protocol pop3 port $port
username u password p sslproto "" mda "cat >/dev/null; exit $2"
END
    cat >mpoprc <<END
account default
host 127.0.0.1
port $port
user u
password p
auth user
tls off
keep off
uidls_file $tmp/uidls
delivery mda cat >/dev/null; exit $2
END
    chmod 600 fetchmailrc mpoprc
    before=$(wc -l <server.out)
    status=0
    case $1 in
    fetchmail) fetchmail -f fetchmailrc --nosyslog --pidfile "$tmp/pid" >log 2>&1 || status=$? ;;
    mpop) mpop -q -C mpoprc >log 2>&1 || status=$? ;;
    esac
    if [ "$(wc -l <server.out)" = "$before" ]; then outcome=kept; else outcome=deleted; fi
    echo "$1, mda $2: status $status, $outcome"
}
same 'Status and message' 'fetchmail, mda 0: status 0, deleted
fetchmail, mda 67: status 0, kept
fetchmail, mda 75: status 0, kept
mpop, mda 75: status 74, kept' "$(
    try fetchmail 0 && try fetchmail 67 && try fetchmail 75 && try mpop 75
)"
echo 'as described'
