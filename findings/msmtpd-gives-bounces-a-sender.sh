#!/bin/sh
# SPDX-License-Identifier: MIT
# msmtpd passes the null sender on as the address MAILER-DAEMON.
#
# Expected: in the command of msmtpd, %F stands for the envelope sender.  For a bounce, which
# comes with MAIL FROM:<>, a reasonable reader expects an empty argument, since msmtp itself
# sends MAIL FROM:<> for "-f ''".
# Seen: the command gets MAILER-DAEMON, a name without a domain.
# It is a private sign between the two: msmtp makes MAIL FROM:<> of "-f MAILER-DAEMON", too.
# Why it matters: any other program behind msmtpd does not see that the message came from the null
# sender.  If it answers the envelope sender, a bounce is answered, to a local mailbox
# MAILER-DAEMON; if it sends the message on, a failed bounce makes another bounce.
#
# Version: msmtp-mta 1.8.23-1 (Debian 12).  Output seen (arguments of the command):
#   -f a@b.example -- c@d.example
#   -f MAILER-DAEMON -- c@d.example
# and from msmtp -f MAILER-DAEMON:
#   MAIL FROM:<>
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
unpack msmtp-mta=1.8.23-1 msmtp=1.8.23-1
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
cat >receive <<'END'
#!/bin/sh
echo "$*" >>"$OUTPUT"
cat >/dev/null
END
chmod +x receive
export OUTPUT="$tmp/arguments"
port=$(python3 -c '
import socket

print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])')
msmtpd --interface=127.0.0.1 --port="$port" --log=none --command="$tmp/receive -f %F --" &
server=$!
trap 'kill "$server"; rm -rf "$tmp"' EXIT
python3 - "$port" <<'END'
import smtplib, sys, time

def connect():
    for _ in range(50):
        try:
            return smtplib.SMTP("127.0.0.1", int(sys.argv[1]))
        except ConnectionRefusedError:
            time.sleep(0.1)
    sys.exit("msmtpd does not listen")

for sender in "a@b.example", "":
    with connect() as server:
        server.sendmail(sender, ["c@d.example"], "Subject: x\r\n\r\ntext\r\n")
END
same 'The arguments of the command' '-f a@b.example -- c@d.example
-f MAILER-DAEMON -- c@d.example' "$(cat arguments)"

# msmtp and a server for one message that prints the sender.
cat >server.py <<'END'
import socket

listener = socket.create_server(("127.0.0.1", 0))
print(listener.getsockname()[1], flush=True)
stream = listener.accept()[0].makefile("rwb", 0)
stream.write(b"220 ready\r\n")
data = False
for line in stream:
    if data and line != b".\r\n":
        continue
    data = line.upper() == b"DATA\r\n"
    if line.startswith(b"MAIL"):
        print(line.decode().strip(), flush=True)
    stream.write(b"354 go on\r\n" if data else b"250 ok\r\n")
    if line.upper() == b"QUIT\r\n":
        break
END
python3 server.py >sender &
second=$!
trap 'kill "$server" "$second" 2>/dev/null || true; rm -rf "$tmp"' EXIT
while [ ! -s sender ]; do sleep 0.1; done
printf 'From: a@b.example\n\ntext\n' | msmtp -C /dev/null --host=127.0.0.1 \
    --port="$(cat sender)" --tls=off --auth=off -f MAILER-DAEMON -- c@d.example
wait "$second"
same 'The sender that msmtp sends' 'MAIL FROM:<>' "$(sed 1d sender)"
echo 'as described'
