#!/bin/sh
# SPDX-License-Identifier: MIT
# formail -D compares Message-IDs with their white space: the same ID, folded onto a second line,
# is new to it.  reformail -D, its counterpart in maildrop, compares only the ID.
#
# Expected: "Message-ID: <x>" and "Message-ID:" with " <x>" on the next line are the same field
# (RFC 5322, section 2.2.3), so the second copy of a message is a duplicate for both programs.
# Seen: formail keeps the line break and the space in its cache and calls the copy new; even one
# space at the end of the line is enough.  reformail finds both copies.
# Why it matters: some mail servers and lists fold a long Message-ID that others leave on one
# line.  Mail that comes directly and through such a list passes the usual procmail recipe
# against duplicates twice, and the answer to it is sent twice.
#
# Versions: procmail 3.22-27, maildrop 2.9.3-2.1 (Debian 12).  Output seen (copies called new):
#   formail: original folded space
#   reformail: original
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
unpack procmail=3.22-27 maildrop=2.9.3-2.1
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
printf 'From: a@b.example\nMessage-ID: <1@b.example>\n\ntext\n' >original
printf 'From: a@b.example\nMessage-ID:\n <1@b.example>\n\ntext\n' >folded
printf 'From: a@b.example\nMessage-ID: <1@b.example> \n\ntext\n' >space

# Prints the copies that a program calls new; it exits with 0 for a duplicate.
new() {
    for copy in original folded space original folded space; do
        "$1" -D 8192 "$1.cache" <"$copy" || printf ' %s' "$copy"
    done
}
same 'New to formail' ' original folded space' "$(new formail)"
same 'New to reformail' ' original' "$(new reformail)"
echo 'as described'
