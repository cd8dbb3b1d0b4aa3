#!/bin/sh
# SPDX-License-Identifier: MIT
# msmtpd passes the null sender on as the address MAILER-DAEMON.
#
# Expected: in the command of msmtpd, %F stands for the envelope sender.  For a bounce, which
# comes with MAIL FROM:<>, a reasonable reader expects an empty argument, since msmtp itself
# sends MAIL FROM:<> for "-f ''".
# Seen: the command gets MAILER-DAEMON, a name without a domain.
# Why it matters: the program behind msmtpd does not see that the message came from the null
# sender.  If it sends an automatic answer to the envelope sender, a bounce is answered, to a
# local mailbox MAILER-DAEMON; if it is msmtp, the bounce leaves with MAIL FROM:<MAILER-DAEMON>,
# so that a failed bounce makes another bounce.
#
# Version: msmtp-mta 1.8.23-1 (Debian 12).  Output seen (arguments of the command):
#   -f a@b.example -- c@d.example
#   -f MAILER-DAEMON -- c@d.example
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
port=$(python3 -c 'import socket; s = socket.create_server(("127.0.0.1", 0)); print(s.getsockname()[1])')
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
echo 'as described'
