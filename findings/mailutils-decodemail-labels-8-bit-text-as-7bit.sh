#!/bin/sh
# SPDX-License-Identifier: MIT
# decodemail of GNU mailutils writes 8-bit text and calls it 7bit, also inside signed mail.
#
# Expected: decodemail decodes text parts of a mailbox for search programs.  A part that now has
# bytes above 127 should have "Content-Transfer-Encoding: 8bit", and the parts of
# multipart/signed should stay as they are, since any change makes the signature invalid.
# Seen: the decoded part has "Content-Transfer-Encoding: 7bit", and the signed part is decoded,
# too.  The boundary is new, and the header gets X-IMAPbase and X-UID.
# Why it matters: a mailbox that went through decodemail has lost its signatures, and a program
# that relies on the label treats the text as ASCII, or sends it where 8-bit mail is not allowed.
#
# Version: mailutils 1:3.15-4 (Debian 12).  Output seen (the part between the boundaries):
#   Content-Type: text/plain; charset=utf-8
#   Content-Transfer-Encoding: 7bit
#
#   Gr\303\274\303\237e
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
export HOME="$tmp"
cat >in.mbox <<'END'
From a@b.example Mon Mar  2 10:00:00 2026
From: a@b.example
To: c@d.example
Subject: Signed
MIME-Version: 1.0
Content-Type: multipart/signed; micalg=pgp-sha256; protocol="application/pgp-signature";
	boundary="limit"

--limit
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Gr=C3=BC=C3=9Fe
--limit
Content-Type: application/pgp-signature

(signature)
--limit--

END
decodemail --no-config in.mbox "$tmp/out.mbox"

part=$(sed -n '/^Content-Type: text\/plain/,/^--/p' out.mbox | sed '/^--/d')
same 'The decoded part' "$(printf '%s\n' 'Content-Type: text/plain; charset=utf-8' \
    'Content-Transfer-Encoding: 7bit' '' && printf 'Gr\303\274\303\237e')" "$part"
same 'The type of the message' 1 "$(grep -c '^Content-Type: multipart/signed' out.mbox)"
same 'The number of added fields' 2 "$(grep -cE '^X-(IMAPbase|UID):' out.mbox)"
echo 'as described'
