#!/bin/sh
# SPDX-License-Identifier: MIT
# abook makes mutt aliases with a comma in them; mutt reads the comma as the end of a recipient.
#
# Expected: a contact named "Doe, Jane", as company directories write names, with two addresses
# becomes two aliases that can be typed, such as "doe" and "doe2".
# Seen: the aliases are "doe," and "doe,__jd@c.example".  mutt lists both.  Typed as a recipient
# or completed with Tab, the first is the unknown user doe of this host, the second that user and
# the address __jd@c.example, which nobody has.
# Why it matters: the message leaves without an error, to a local user and to an address at the
# contact's provider that may be somebody else's.
#
# Versions: abook 0.6.1-2+b1, mutt 2.2.12-0.1~deb12u2 (Debian 12).  Output seen:
#   alias doe, Doe, Jane <jane@b.example>
#   alias doe,__jd@c.example Doe, Jane <jd@c.example>
#   recipients for "doe,__jd@c.example": doe@host.example __jd@c.example
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
unpack abook=0.6.1-2+b1 mutt=2.2.12-0.1~deb12u2
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
export HOME="$tmp"
printf '%s\r\n' BEGIN:VCARD VERSION:3.0 'FN:Doe, Jane' 'N:Doe;Jane;;;' \
    'EMAIL;TYPE=WORK:jane@b.example' 'EMAIL;TYPE=HOME:jd@c.example' END:VCARD >card.vcf
abook --convert --informat vcard --infile card.vcf --outformat mutt --outfile aliases
same 'The aliases' 'alias doe, Doe, Jane <jane@b.example>
alias doe,__jd@c.example Doe, Jane <jd@c.example>' "$(tr -d '\r' <aliases | grep .)"

# The sendmail program prints its recipients.
cat >sendmail <<'END'
#!/bin/sh
while [ "$1" != -- ]; do shift; done
shift
echo "$*" >"$HOME/recipients"
END
chmod +x sendmail
cat >muttrc <<END
source aliases
set hostname=host.example from=me@host.example copy=no sendmail_wait=0 sendmail="$tmp/sendmail"
END
recipients() {
    echo text | mutt -n -F muttrc -s Subject -- "$1"
    cat recipients
}
same 'Recipients for the first alias' doe@host.example "$(recipients doe,)"
same 'Recipients for the second alias' 'doe@host.example __jd@c.example' \
    "$(recipients doe,__jd@c.example)"
echo 'as described'
