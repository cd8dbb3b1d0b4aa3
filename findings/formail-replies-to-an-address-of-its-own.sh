#!/bin/sh
# SPDX-License-Identifier: MIT
# formail -r invents the recipient foo@bar if a message has no sender.
#
# Expected: for a message without From, Reply-To, Return-Path and envelope sender, an empty To,
# no To at all, or an error, so that "formail -rt | sendmail -t" stops.
# Seen: "To: foo@bar", exit status 0.  Without -r, formail also writes foo@bar as the envelope
# sender of the "From " line that it adds.  Only an explicit "Return-Path: <>" gives "To: <>".
# Why it matters: automatic answers made with formail leave for an address that nobody chose.
# "bar" exists as a top-level domain; a mail server that completes names makes foo@bar.DOMAIN,
# an address in the user's own domain.
#
# Version: procmail 3.22-27 (Debian 12).  Output seen:
#   To: foo@bar
#   From foo@bar
#   To: <>
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
unpack procmail=3.22-27
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
printf 'To: a@b.example\nSubject: Report\n\ntext\n' >message
same 'The recipient of the answer' 'To: foo@bar' "$(formail -rt <message | grep '^To:')"
same 'The envelope sender' 'From foo@bar' "$(formail <message | sed -n '1s/  .*//p')"
same 'The recipient for the null sender' 'To: <>' \
    "$( (echo 'Return-Path: <>' && cat message) | formail -rt | grep '^To:')"
echo 'as described'
