#!/bin/sh
# SPDX-License-Identifier: MIT
# SQLite's FTS5 finds other words than the one asked for in Hindi, Bengali and Tamil: unicode61,
# its default tokenizer, takes vowel signs for spaces.
#
# Expected: words that differ in a vowel differ, as "till", "tall" and "tell" do.
# Seen: the vowel signs of Indic scripts have the Unicode categories Mn and Mc, which are not among
# the characters of words.  काल (time), कील (nail) and कुल (total) are all stored as the two words
# क and ल.  Each finds the others.  With categories 'L* N* Co Mn Mc' each finds itself only.
# Why it matters: a search of mail in one of these languages shows messages without the word, and
# more of them the shorter the word is.  The tests of whoever builds the search pass: the message
# with the word is among those found.
#
# Version: SQLite 3.46.1 in apsw 3.46.1.0 (PyPI).  Output seen (numbers of the words found):
#   unicode61: 1:1,2,3 2:1,2,3 3:1,2,3 4:4,5 5:4,5 6:6,7 7:6,7
#   with Mn and Mc: 1:1 2:2 3:3 4:4 5:5 6:6 7:7
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
python3 -m pip install -q --root-user-action=ignore --target py apsw==3.46.1.0
cat >words.py <<'END'
import apsw

# Hindi: time, nail, total; Bengali: day, poor; Tamil: gate, ghost.
words = ("\u0915\u093e\u0932", "\u0915\u0940\u0932", "\u0915\u0941\u0932",
         "\u09a6\u09bf\u09a8", "\u09a6\u09c0\u09a8",
         "\u0baa\u0bc7\u0baf\u0bcd", "\u0baa\u0bca\u0baf\u0bcd")
for title, options in ("unicode61", ""), ("with Mn and Mc", " categories 'L* N* Co Mn Mc'"):
    database = apsw.Connection(":memory:")
    database.execute(f'CREATE VIRTUAL TABLE mail USING fts5(body, tokenize="unicode61{options}")')
    for word in words:
        database.execute("INSERT INTO mail VALUES (?)", (word,))
    hits = []
    for number, word in enumerate(words, 1):
        rows = database.execute("SELECT rowid FROM mail WHERE mail MATCH ? ORDER BY rowid",
                                (f'"{word}"',))
        hits.append(f"{number}:" + ",".join(str(row[0]) for row in rows))
    print(title + ":", *hits)
END
same 'The words found' 'unicode61: 1:1,2,3 2:1,2,3 3:1,2,3 4:4,5 5:4,5 6:6,7 7:6,7
with Mn and Mc: 1:1 2:2 3:3 4:4 5:5 6:6 7:7' "$(PYTHONPATH="$tmp/py" python3 words.py)"
echo 'as described'
