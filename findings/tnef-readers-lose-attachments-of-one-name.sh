#!/bin/sh
# SPDX-License-Identifier: MIT
# If two attachments of a winmail.dat have one name, each of three TNEF readers saves only one,
# not the same one, and reports success.
#
# Expected: a second name such as image001.png.1 (tnef has the option --number-backups for it),
# or at least an exit status other than 0.
# Seen: tnef keeps the first attachment, warns on standard error and exits with 0.  ytnef
# overwrites the first by the second, lists both as saved and exits with 0.  tnefparse does the
# same and says "wrote 2 files".
# Why it matters: two pictures named image001.png are normal when a message quotes another.
# A filter that looks at the exit status does not notice the loss, and two filters disagree
# about what the attachment contains.
#
# Versions: tnef 1.4.18-3 and ytnef-tools 2.0-1+b1 (Debian 12), tnefparse 1.4.0 (PyPI).
# Output seen:
#   tnef: status 0, image001.png contains "first"
#   ytnef: status 0, image001.png contains "second"
#   tnefparse: status 0, image001.png contains "second"
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
unpack tnef=1.4.18-3 ytnef-tools=2.0-1+b1
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
python3 -m pip install -q --root-user-action=ignore --target py tnefparse==1.4.0

# A winmail.dat with the two attachments: version, code page, message class, then for each
# attachment its rendering data, title and data.
python3 - <<'END'
import struct

def attribute(level, tag, data):
    return struct.pack("<BII", level, tag, len(data)) + data + struct.pack("<H", sum(data) & 0xFFFF)

def attachment(title, data):
    return (attribute(2, 0x00069002, struct.pack("<HIHHI", 1, 0, 0, 0, 0))
            + attribute(2, 0x00018010, title + b"\0") + attribute(2, 0x0006800F, data))

with open("winmail.dat", "wb") as file:
    file.write(struct.pack("<IH", 0x223E9F78, 1)
               + attribute(1, 0x00089006, struct.pack("<I", 0x00010000))
               + attribute(1, 0x00069007, struct.pack("<II", 1252, 0))
               + attribute(1, 0x00078008, b"IPM.Microsoft Mail.Note\0")
               + attachment(b"image001.png", b"first") + attachment(b"image001.png", b"second"))
END

# Runs a reader that saves into the folder "saved"; prints its status and what it saved.
try() {
    name=$1
    shift
    rm -rf saved
    mkdir saved
    status=0
    "$@" >/dev/null 2>&1 || status=$?
    echo "$name: status $status, $(ls saved) contains \"$(cat saved/*)\""
}
export PYTHONPATH="$tmp/py"
same 'What is saved' 'tnef: status 0, image001.png contains "first"
ytnef: status 0, image001.png contains "second"
tnefparse: status 0, image001.png contains "second"' "$(
    try tnef tnef -C saved -f winmail.dat
    try ytnef ytnef -f saved winmail.dat
    try tnefparse python3 py/bin/tnefparse -a -p saved winmail.dat
)"
echo 'as described'
