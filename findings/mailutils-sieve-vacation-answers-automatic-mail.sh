#!/bin/sh
# SPDX-License-Identifier: MIT
# The vacation action of the sieve program in GNU mailutils answers automatic mail, and its own
# answers do not look automatic.
#
# Expected: RFC 5230 asks that vacation does not answer messages with a List-Id or with an
# Auto-Submitted other than "no", nor messages from the null sender, and that an answer has
# "Auto-Submitted: auto-replied".
# Seen: all of these messages are answered, to the address in From, whatever Return-Path says.
# The answer has no Auto-Submitted, no From and no Date; its envelope sender is the user's
# address, not the null sender; and In-Reply-To is a sentence, not only a Message-ID.
# Why it matters: people who write to a mailing list get an answer of each such subscriber.  A
# program that receives the answer cannot recognise it by its header, so that only a limit on the
# number of replies to one sender stops a loop.
#
# Version: mailutils 1:3.15-4 (Debian 12).  Output seen:
#   ARGS: -oi -f me@localhost list@b.example
#   ARGS: -oi -f me@localhost auto@b.example
#   ARGS: -oi -f me@localhost null@b.example
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
unpack mailutils=1:3.15-4
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
# The answers go into a file instead of the network.
cat >sendmail <<'END'
#!/bin/sh
{
    echo "ARGS: $*"
    cat
    echo
} >>"$OUTPUT"
END
chmod +x sendmail
export OUTPUT="$tmp/sent" HOME="$tmp"

# Appends a message to mbox; the arguments are From, one more header line and Return-Path.
message() {
    printf 'From %s Mon Mar  2 10:00:00 2026\nReturn-Path: <%s>\nFrom: %s\n%s\n' \
        "$1" "$3" "$1" "$2" >>mbox
    printf 'To: me@localhost\nSubject: Hello\nMessage-ID: <%s>\n\ntext\n\n' "$1" >>mbox
}
message list@b.example 'List-Id: <x.b.example>' bounces@b.example
message auto@b.example 'Auto-Submitted: auto-replied' bounces@b.example
message null@b.example 'X-Other: y' ''

cat >away.sieve <<'END'
require "vacation";
vacation :days 7 :subject "Away" "I am away";
END
sieve --no-config --libdir="$tmp/root/usr/lib/$multiarch/mailutils9" --email=me@localhost \
    --mailer="sendmail:$tmp/sendmail" --mbox-url="$tmp/mbox" away.sieve

same 'The set of answered messages' 'ARGS: -oi -f me@localhost list@b.example
ARGS: -oi -f me@localhost auto@b.example
ARGS: -oi -f me@localhost null@b.example' "$(grep '^ARGS' sent)"
same 'The header of the answer' 'MIME-Version: 1.0
Content-Type: text/plain;charset=UTF-8
Content-Transfer-Encoding: 8bit
To: list@b.example
Subject: =?UTF-8?Q?Away?=
In-Reply-To: Your message of Mon Mar  2 10:00:00 2026
	<list@b.example>
References: <list@b.example>' "$(sed -n '2,/^$/p' sent)"
echo 'as described'
