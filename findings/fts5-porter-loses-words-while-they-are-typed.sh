#!/bin/sh
# SPDX-License-Identifier: MIT
# With SQLite's FTS5 and the porter tokenizer, a prefix query finds a word, loses it when more of
# the word is typed, and finds it again when the word is complete.
#
# Expected: porter makes "organization" and "organize" find each other.  A prefix of a stored
# word, as in MATCH '"organiz"*', should find the word at every length.
# Seen: porter stores "organ".  The prefix goes through the stemmer, too, but a part of a word is
# no word: "organi" to "organizatio" stay as typed, are longer than the stored stem, and find
# nothing.  The tokenizer is not at fault alone: unicode61 finds the word at every length.
# Why it matters: a search field that asks while the user types shows the message, an empty list
# and the message again.  Somebody who ends early with * concludes that the mail does not exist.
#
# Version: SQLite 3.46.1 in apsw 3.46.1.0 (PyPI).  Output seen (hits by number of letters typed):
#   organization: 3:1 4:1 5:1 6:0 7:0 8:0 9:0 10:0 11:0 12:1
#   university: 3:1 4:1 5:1 6:1 7:1 8:0 9:0 10:1
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
cat >prefixes.py <<'END'
import apsw

words = "organization", "university"
for tokenizer in "porter unicode61", "unicode61":
    database = apsw.Connection(":memory:")
    database.execute(f"CREATE VIRTUAL TABLE mail USING fts5(body, tokenize='{tokenizer}')")
    for word in words:
        database.execute("INSERT INTO mail VALUES (?)", (f"the {word} wrote",))
    print(tokenizer)
    for word in words:
        hits = []
        for length in range(3, len(word) + 1):
            rows = database.execute("SELECT rowid FROM mail WHERE mail MATCH ?",
                                    (f'"{word[:length]}"*',)).fetchall()
            hits.append(f"{length}:{len(rows)}")
        print(f"{word}:", *hits)
END
same 'The hits' 'porter unicode61
organization: 3:1 4:1 5:1 6:0 7:0 8:0 9:0 10:0 11:0 12:1
university: 3:1 4:1 5:1 6:1 7:1 8:0 9:0 10:1
unicode61
organization: 3:1 4:1 5:1 6:1 7:1 8:1 9:1 10:1 11:1 12:1
university: 3:1 4:1 5:1 6:1 7:1 8:1 9:1 10:1' "$(PYTHONPATH="$tmp/py" python3 prefixes.py)"
echo 'as described'
