#!/bin/sh
# SPDX-License-Identifier: MIT
# formail takes an mbox that mexport of mblaze wrote for a single message.
#
# Expected: mexport packs a Maildir into an mbox whose messages every program finds.
# Seen: mexport writes the line "From " directly after the last line of the message before it.
# formail wants an empty line there, and passes the whole file to one process as one message.
# mutt and Python's mailbox find three messages.  With an empty line before each "From " line
# formail finds three, too.
# Why it matters: "formail -s procmail" sorts a packed archive into one message whose text is all
# the others.  The archive looks right in a mail reader.
#
# Versions: mblaze 1.1-1, procmail 3.22-27, mutt 2.2.12-0.1~deb12u2 (Debian 12).  Output seen
# (messages found):
#   packed: formail 1, python 3, mutt 3
#   spaced: formail 3, python 3, mutt 3
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
unpack mblaze=1.1-1 procmail=3.22-27 mutt=2.2.12-0.1~deb12u2
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
export HOME="$tmp" TERM=vt100
mkdir -p mail/cur mail/new mail/tmp Mail
for number in 1 2 3; do
    cat >"mail/cur/$number:2,S" <<END
Return-Path: <a@b.example>
From: a@b.example
To: c@d.example
Subject: Message $number
Date: Mon, 02 Mar 2026 10:00:0$number +0000
Message-ID: <$number@b.example>

text
END
done
mexport mail/cur/* >packed
awk 'NR > 1 && /^From / { print "" } { print }' packed >spaced
same 'The lines around the second message' 'text
From a@b.example Mon Mar  2 10:00:02 2026' "$(sed -n '9,10p' packed)"

# Prints the number of messages in the status line of mutt, which wants a terminal.
printf 'set quit=yes\npush "<refresh><exit>"\n' >commands
shown() {
    script -qec "timeout --foreground -k 1 20 mutt -n -F commands -R -f $1" /dev/null \
        </dev/null >screen 2>&1 || :
    grep -ao 'Msgs:[0-9]*' screen | tail -n 1 | cut -d : -f 2
}
found() {
    formail=$(formail -s echo x <"$1" | wc -l)
    python=$(python3 -c 'import mailbox, sys; print(len(mailbox.mbox(sys.argv[1])))' "$1")
    echo "$1: formail $formail, python $python, mutt $(shown "$1")"
}
same 'Messages found' 'packed: formail 1, python 3, mutt 3
spaced: formail 3, python 3, mutt 3' "$(found packed && found spaced)"
echo 'as described'
