#!/bin/sh
# SPDX-License-Identifier: MIT
# Dovecot's sieve-test says "send vacation message" for mail that vacation never answers.
#
# Expected: sieve-test prints the actions that a script would do for a message.  For a message
# of a mailing list or with "Precedence: bulk" that should be nothing but keep.
# Seen: it prints "send vacation message" as for any letter.  The checks for automatic mail are
# made later, when actions are carried out: with -e it says that it discards the answer.
# Why it matters: sieve-test is how one finds out whether a vacation script can cause a loop,
# and its plain output says that it does; a test that reads the output never turns green.
#
# Version: dovecot-sieve 1:2.3.19.1+dfsg1-2.1+deb12u7 (Debian 12).  Output seen:
#   personal: plan " * send vacation message:", carried out "sent vacation response to"
#   list: plan " * send vacation message:", carried out "discarding vacation response to"
#   bulk: plan " * send vacation message:", carried out "discarding vacation response to"
#
# Needs the right to make a mount namespace: Dovecot finds its modules only in /usr.
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
unpack dovecot-sieve=1:2.3.19.1+dfsg1-2.1+deb12u7 dovecot-core=1:2.3.19.1+dfsg1-2.1+deb12u7

cat >dovecot.conf <<END
ssl = no
mail_location = maildir:$tmp/home/mail
log_path = /dev/stderr
postmaster_address = postmaster@d.example
END
cat >away.sieve <<'END'
require "vacation";
vacation :days 7 :subject "Away" "I am away";
END
message() {
    printf 'From: a@b.example\nTo: me@d.example\n%s\nMessage-ID: <1@b.example>\n\ntext\n' "$1"
}
message 'X-Other: y' >personal
message 'List-Id: <x.b.example>' >list
message 'Precedence: bulk' >bulk

# sieve-test refuses to run as root.
run='env'
if [ "$(id -u)" = 0 ]; then run='setpriv --reuid nobody --regid nogroup --clear-groups'; fi
mkdir home
chmod 777 "$tmp" home
cat >inside <<'END'
mount -t overlay dovecot -o "lowerdir=$tmp/root/usr:/usr" /usr
mount -t overlay dovecot -o "lowerdir=$tmp/root/etc:/etc" /etc
for name in personal list bulk; do
    for execute in '' -e; do
        HOME=$tmp/home $run sieve-test $execute -c "$tmp/dovecot.conf" -f a@b.example \
            -a me@d.example -r me@d.example "$tmp/away.sieve" "$tmp/$name" >"$tmp/out" 2>&1 || {
            cat "$tmp/out"
            exit 1
        }
        if [ -z "$execute" ]; then
            plan=$(grep -o ' \* send vacation message:' "$tmp/out")
        else
            done=$(grep -o '[a-z]* vacation response to' "$tmp/out" | head -n 1)
            echo "$name: plan \"$plan\", carried out \"$done\""
        fi
    done
done
END
export tmp run
if [ "$(id -u)" = 0 ]; then map=; else map=-r; fi
# shellcheck disable=SC2086
unshare -m $map sh -eu inside >found 2>&1 || { cat found >&2; exit 1; }
same 'Plan and execution' \
    'personal: plan " * send vacation message:", carried out "sent vacation response to"
list: plan " * send vacation message:", carried out "discarding vacation response to"
bulk: plan " * send vacation message:", carried out "discarding vacation response to"' "$(cat found)"
echo 'as described'
