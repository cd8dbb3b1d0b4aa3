#!/bin/sh
# SPDX-License-Identifier: MIT
# The web server of busybox reads a CGI program's Status field only from the first line.
#
# Expected: Status decides the status wherever it is in the header; RFC 3875, section 6.2.1, even
# lists it after Content-Type.
# Seen: after any other field the server has already sent "200 OK"; the Status line goes to the
# client as an ordinary field.  With Location before Status, a redirection becomes a page.
# Why it matters: a "403", or a "503" that should make a webhook's sender retry, arrives as
# success, so that the sender believes that the message was accepted.  The same program is
# right behind other servers.
#
# Version: busybox-static 1:1.35.0-4+deb12u1+b1 (Debian 12).  Output seen (first line):
#   status first: HTTP/1.1 503 Service Unavailable
#   status second: HTTP/1.1 200 OK
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
unpack busybox-static=1:1.35.0-4+deb12u1+b1

mkdir -p www/cgi-bin
cat >www/cgi-bin/first <<'END'
#!/bin/sh
printf 'Status: 503 Service Unavailable\r\nContent-Type: text/plain\r\n\r\nlater\n'
END
cat >www/cgi-bin/second <<'END'
#!/bin/sh
printf 'Content-Type: text/plain\r\nStatus: 503 Service Unavailable\r\n\r\nlater\n'
END
chmod -R a+rx "$tmp"
port=$(python3 -c '
import socket

print(socket.create_server(("127.0.0.1", 0)).getsockname()[1])')
root/bin/busybox httpd -f -p "127.0.0.1:$port" -h www &
server=$!
trap 'kill "$server"; rm -rf "$tmp"' EXIT

# Prints the status line that a CGI program's client sees.
status() {
    python3 - "$port" "$1" <<'END'
import socket, sys, time

for _ in range(50):
    try:
        client = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
        break
    except ConnectionRefusedError:
        time.sleep(0.1)
client.sendall(b"GET /cgi-bin/%s HTTP/1.0\r\n\r\n" % sys.argv[2].encode())
print(client.makefile().readline().strip())
END
}
same 'Status in the first line' 'HTTP/1.1 503 Service Unavailable' "$(status first)"
same 'Status in the second line' 'HTTP/1.1 200 OK' "$(status second)"
echo 'as described'
