#!/bin/sh
# SPDX-License-Identifier: MIT
# opendkim-testmsg writes damaged signatures: the last characters of b= are there twice.
#
# Expected: "opendkim-testmsg -d DOMAIN -k KEY -s SELECTOR" reads a message and prints it with a
# DKIM-Signature that any verifier accepts.
# Seen: some characters from the end of the base64 text follow once more, so that b= has padding
# in the middle.  dkimpy rejects the signature as invalid base64; it is valid if the repeated
# part is cut off.  The algorithm is rsa-sha1, which RFC 8301 forbids signers to use.
# Why it matters: the program is at hand for making signed test messages, and for signing mail
# where no milter can run.  Mail from it counts as badly signed, and a test blames the verifier.
#
# Versions: opendkim-tools 2.11.0~beta2-8+deb12u1 (Debian 12), dkimpy 1.1.8 (PyPI).
# Output seen (the algorithm, whether the rest repeats the end of the signature, and whether
# dkimpy accepts the message as printed and without the rest; one signature ended KD8E=KD8E=):
#   a=rsa-sha1, True, False, True
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
unpack opendkim-tools=2.11.0~beta2-8+deb12u1
multiarch=$(uname -m)-linux-gnu
PATH=$tmp/root/usr/bin:$tmp/root/usr/sbin:$tmp/root/bin:$PATH
LD_LIBRARY_PATH=$tmp/root/usr/lib/$multiarch:$tmp/root/lib/$multiarch
export PATH LD_LIBRARY_PATH
python3 -m pip install -q --root-user-action=ignore --target py dkimpy==1.1.8 dnspython==2.7.0
openssl genrsa -traditional -out key 1024 2>/dev/null
printf 'From: a@b.example\nTo: c@d.example\nDate: Mon, 02 Mar 2026 10:00:00 +0000\n\ntext\n' >message
opendkim-testmsg -d b.example -s selector -k key <message >signed
cat >verify.py <<'END'
import base64, re, subprocess
import dkim

public = subprocess.run(["openssl", "rsa", "-in", "key", "-pubout", "-outform", "DER"],
                        capture_output=True, check=True).stdout
record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
signed = open("signed", "rb").read()
signature = re.search(rb"\bb=([^;]*)\nFrom:", signed).group(1)
value = re.sub(rb"\s", b"", signature)
# A 1024-bit signature has 171 characters and "=".
right, rest = value[:172], value[172:]
print(re.search(rb"a=[a-z0-9-]*", signed).group().decode())
print("the rest repeats the end:", len(rest) > 0 and right.endswith(rest))
for message in signed, signed.replace(signature, right):
    print(dkim.verify(message, dnsfunc=lambda name, **other: record))
END
same 'Algorithm, repetition, acceptance as printed and without the rest' 'a=rsa-sha1
the rest repeats the end: True
False
True' "$(PYTHONPATH="$tmp/py" python3 verify.py 2>/dev/null)"
echo 'as described'
