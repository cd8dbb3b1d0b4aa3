#!/bin/sh
# SPDX-License-Identifier: MIT
# mu and mairix find nothing if one searches for a word with a hyphen as it stands in the mail.
#
# Expected: a search for CRM-12 finds the messages with CRM-12 in the subject, as in notmuch,
# which takes the hyphenated word for a phrase.
# Seen: both programs cut the word at the hyphen when they index it, but not in the query, so
# that it matches no message at all, in mu not even in quotation marks.  mu wants the phrase
# "CRM 12", mairix the two words apart.
# Why it matters: numbers of cases, invoices and parts have hyphens.  Somebody who copies one out
# of a message is told that there is no such message.
#
# Versions: maildir-utils 1.8.14-1 (mu), mairix 0.24-2, notmuch 0.37-1+b1 (Debian 12).
# Output seen (messages found):
#   notmuch subject:CRM-12: 1
#   mu subject:CRM-12: 0, "CRM-12": 0, "CRM 12": 1
#   mairix s:CRM-12: 0, s:CRM s:12: 1
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
unpack maildir-utils=1.8.14-1 mairix=0.24-2 notmuch=0.37-1+b1
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
mkdir -p mail/cur mail/new mail/tmp
cat >mail/cur/1.example:2,S <<'END'
From: a@b.example
To: c@d.example
Subject: Your request CRM-12
Message-ID: <1@b.example>
Date: Mon, 02 Mar 2026 10:00:00 +0000

text
END
export HOME="$tmp" NOTMUCH_CONFIG="$tmp/notmuchrc"
printf '[database]\npath=%s/mail\n[user]\nname=c\nprimary_email=c@d.example\n' "$tmp" >notmuchrc
printf 'base=%s\nmaildir=mail\nmfolder=found\ndatabase=%s/database\n' "$tmp" "$tmp" >mairixrc
mu init --maildir="$tmp/mail" >/dev/null 2>&1
mu index >/dev/null 2>&1
notmuch new >/dev/null 2>&1
mairix -f mairixrc >/dev/null

count() { wc -l | tr -d ' '; }
by_mu() { mu find "$1" --fields=i 2>/dev/null | count; }
by_mairix() { mairix -f mairixrc -r "$@" 2>/dev/null | count; }
same 'Messages found' 'notmuch subject:CRM-12: 1
mu subject:CRM-12: 0, "CRM-12": 0, "CRM 12": 1
mairix s:CRM-12: 0, s:CRM s:12: 1' "$(
    echo "notmuch subject:CRM-12: $(notmuch count subject:CRM-12)"
    echo "mu subject:CRM-12: $(by_mu subject:CRM-12), \"CRM-12\": $(by_mu '"CRM-12"')," \
        "\"CRM 12\": $(by_mu '"CRM 12"')"
    echo "mairix s:CRM-12: $(by_mairix s:CRM-12), s:CRM s:12: $(by_mairix s:CRM s:12)"
)"
echo 'as described'
