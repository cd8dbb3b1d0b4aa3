#!/bin/sh
# SPDX-License-Identifier: MIT
# PostgreSQL's text search parser knows email addresses, but cuts those with a tag or an
# apostrophe, and takes the number in "CRM-12" for minus 12.
#
# Expected: the parser has a token type "email", so ada+orders@example.com and
# o'brien@example.com, valid by RFC 5322, are one token each; "CRM-12" gives crm and 12, or one
# hyphenated word.
# Seen: what stands before the plus sign or apostrophe becomes a word, the rest another
# person's address: orders@example.com, brien@example.com.  Bounce addresses that contain the
# recipient after a plus sign end as an address in the list's domain.  "-12" is an integer.
# Why it matters: a search for orders@example.com also finds mail of ada+orders@example.com, a
# query made from the separate tokens finds strangers, and one for 12 does not find "CRM-12".
#
# Version: PostgreSQL 16.2 in pgserver 0.1.4 (PyPI).  Output seen:
#   ada+orders@example.com: asciiword ada, email orders@example.com
#   o'brien@example.com: asciiword o, email brien@example.com
#   bounce+ada=b.example@list.example: asciiword bounce, asciiword ada, email b.example@list.example
#   CRM-12: asciiword CRM, int -12
set -eu

tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
trap 'exit 1' HUP INT TERM
cd "$tmp"

# Exits with 1 if the third argument differs from the second.
same() {
    [ "$2" = "$3" ] && return
    printf '%s: this has changed.\n-- expected:\n%s\n-- now:\n%s\n' "$1" "$2" "$3" >&2
    exit 1
}
python3 -m pip install -q --root-user-action=ignore --no-deps --target py pgserver==0.1.4
bin=$tmp/py/pgserver/pginstall/bin

# Runs a command as a user who may run the server, which root may not.
unprivileged() {
    if [ "$(id -u)" = 0 ]; then
        setpriv --reuid nobody --regid nogroup --clear-groups "$@"
    else
        "$@"
    fi
}
mkdir server
chmod 755 "$tmp"
[ "$(id -u)" != 0 ] || chown nobody server
unprivileged "$bin/initdb" -D "$tmp/server/data" -U postgres -A trust --locale=C -E UTF8 >/dev/null

cat >query.sql <<'END'
SELECT word || ': ' || string_agg(alias || ' ' || token, ', ') FILTER (WHERE alias <> 'blank')
FROM unnest(ARRAY['ada+orders@example.com', 'o''brien@example.com',
    'bounce+ada=b.example@list.example', 'ada.b_c-d@example.com', 'CRM-12'])
    WITH ORDINALITY AS words (word, n), ts_debug('simple', word)
GROUP BY word, n ORDER BY n;

SELECT 'found by 12: '
    || (to_tsvector('simple', 'your request CRM-12') @@ to_tsquery('simple', '12'));

SELECT 'found by the other address: '
    || (to_tsvector('simple', 'ada+orders@example.com') @@ to_tsquery('simple', 'orders@example.com'));

END
# In single-user mode no port is open; with -j an empty line ends a query.
unprivileged "$bin/postgres" --single -j -D "$tmp/server/data" postgres <query.sql >answer 2>log || {
    cat log >&2
    exit 1
}
same 'The tokens' "ada+orders@example.com: asciiword ada, email orders@example.com
o'brien@example.com: asciiword o, email brien@example.com
bounce+ada=b.example@list.example: asciiword bounce, asciiword ada, email b.example@list.example
ada.b_c-d@example.com: email ada.b_c-d@example.com
CRM-12: asciiword CRM, int -12
found by 12: false
found by the other address: true" "$(sed -n 's/.*?column? = "\(.*\)"	.*/\1/p' answer)"
echo 'as described'
