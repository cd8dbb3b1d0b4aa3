#!/bin/sh
# SPDX-License-Identifier: MIT
# man-db cuts the one-line description of an mdoc page at the first macro; mandoc does not.
#
# Expected: ".Nd" begins a description that may go on with other macros in the lines after it.
# mandoc renders all of them, and "mandoc -Tlint" has nothing to say, so that whatis and apropos
# show the whole sentence.
# Seen: lexgrog, by which man-db fills the database of whatis and apropos, drops every line of
# the description that begins with a macro.  Lines of plain text are kept.
# Why it matters: on Debian "apropos sendmail" does not find a page whose description names
# sendmail in ".Xr sendmail 8", and whatis prints half a sentence, although the author's checks
# are silent.
#
# Versions: man-db 2.11.2-2, mandoc 1.14.6-1+b1 (Debian 12).  Output seen:
#   page.8: "deliver - hand messages to"
#   page: deliver - hand messages to sendmail(8) or a mailbox
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
unpack man-db=2.11.2-2 mandoc=1.14.6-1+b1
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
LD_LIBRARY_PATH=$LD_LIBRARY_PATH:$tmp/root/usr/lib/man-db
cat >page.8 <<'END'
.Dd March 2, 2026
.Dt DELIVER 8
.Os
.Sh NAME
.Nm deliver
.Nd hand messages to
.Xr sendmail 8
or a mailbox
.Sh DESCRIPTION
The
.Nm
program hands messages over.
END
same 'What lint says' '' "$(mandoc -Tlint -Wwarning page.8 2>&1)"
same 'The description that mandoc renders' 'deliver - hand messages to sendmail(8) or a mailbox' \
    "$(mandoc -Tascii page.8 | sed 's/.\x08//g' | sed -n 's/^ *\(deliver - .*\)/\1/p')"
same 'The description for whatis' 'page.8: "deliver - hand messages to"' "$(lexgrog page.8)"
echo 'as described'
