#!/bin/sh
# SPDX-License-Identifier: MIT
# packf of nmh makes mailboxes in which neomutt sees no message and which GNU mailutils rejects.
#
# Expected: packf packs a folder into an mbox file that any mail reader opens.
# Seen: for a message without Return-Path, packf writes a tab between the address and the date:
# "From nobody@nowhere<TAB>Sat Nov ...".  mutt, formail and Python's mailbox take that for the
# start of a message.  neomutt shows an empty folder without an error, and mailutils does not
# recognise the file as a mailbox.  With a space in the place of the tab all find two messages.
# Why it matters: messages written by oneself or imported from a Maildir have no Return-Path.  A
# folder packed for safe-keeping looks empty in one reader and is whole in another.
#
# Versions: nmh 1.8~RC2-2, mutt 2.2.12-0.1~deb12u2, neomutt 20220429+dfsg1-4.1, mailutils
# 1:3.15-4 (Debian 12).  Output seen (messages found):
#   tab: python 2, mutt 2, neomutt 0, mailutils error
#   space: python 2, mutt 2, neomutt 2, mailutils 2
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
unpack nmh=1.8~RC2-2 mutt=2.2.12-0.1~deb12u2 neomutt=20220429+dfsg1-4.1 mailutils=1:3.15-4

mkdir -p Mail/inbox
echo 'Path: Mail' >.mh_profile
for number in 1 2; do
    cat >"Mail/inbox/$number" <<END
From: a@b.example
To: c@d.example
Subject: Message $number
Date: Mon, 02 Mar 2026 10:00:0$number +0000
Message-ID: <$number@b.example>

text
END
done
export HOME="$tmp" TERM=vt100 tmp
unshare -rm sh -eu >unshare.out 2>&1 <<'END' || { cat unshare.out >&2; exit 1; }
mount -t overlay nmh -o "lowerdir=$tmp/root/usr:/usr" /usr
mount -t overlay nmh -o "lowerdir=$tmp/root/etc:/etc" /etc
PATH=/usr/bin/mh:$PATH packf +inbox -file "$tmp/tab"
END
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
tab=$(printf '\t')
sed "s/^\(From nobody@nowhere\)$tab/\1 /" tab >space
same 'The first line' "From nobody@nowhere$tab" "$(head -n 1 tab | cut -c 1-20)"

# Prints the number of messages in the status line of a reader, which wants a terminal.
printf 'set quit=yes\npush "<refresh><exit>"\n' >commands
shown() {
    script -qec "timeout --foreground -k 1 20 $1 -n -F commands -R -f $2" /dev/null \
        </dev/null >screen 2>&1 || :
    grep -ao 'Msgs:[0-9]*' screen | tail -n 1 | cut -d : -f 2
}
found() {
    python=$(python3 -c 'import mailbox, sys; print(len(mailbox.mbox(sys.argv[1])))' "$1")
    mailutils=$(messages.mailutils --no-config "$tmp/$1" 2>/dev/null | sed 's/.*: //')
    echo "$1: python $python, mutt $(shown mutt "$1"), neomutt $(shown neomutt "$1")," \
        "mailutils ${mailutils:-error}"
}
same 'Messages found' 'tab: python 2, mutt 2, neomutt 0, mailutils error
space: python 2, mutt 2, neomutt 2, mailutils 2' "$(found tab && found space)"
echo 'as described'
