// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SQL
import Testing

/// Tests of the statements for full-text indices and triggers; those for SQLite are also run.
@Suite struct DialectTests {
    private func connection(in directory: TemporaryDirectory) throws -> Connection {
        let connection = try Connection(path: directory.path + "/store.db", access: .create)
        try connection.setUp()
        return connection
    }

    @Test func `a full-text index finds words and records deleted rows`() throws {
        let place = try TemporaryDirectory()
        let connection = try connection(in: place)
        let dialect = connection.dialect
        try connection.script("CREATE TABLE letter (id \(dialect.identity));")
        try connection.script(dialect.fullTextIndex("words", columns: ["a", "b"], of: "letter"))
        for (id, text) in [(7, "Café au lait"), (8, "milk")] {
            try connection.execute("INSERT INTO letter (id) VALUES ($1)", id)
            try connection.execute(
                "INSERT INTO words (\(dialect.fullTextKey), a, b) VALUES ($1, $2, '')", id, text)
        }
        let found = { (query: FullTextQuery) in
            var values: [String] = []
            let match = dialect.fullTextMatch("words", query) { value in
                values.append(value)
                return "$\(values.count)"
            }
            return try connection.all(
                "SELECT \(dialect.fullTextKey) FROM words WHERE \(match) ORDER BY 1",
                values: values
            ) { try $0.int() }
        }
        func words(_ text: String, in columns: String..., isPrefix: Bool = false) -> FullTextQuery {
            .words(text, isPrefix: isPrefix, columns: columns)
        }
        #expect(try found(words("CAFE")) == [7])
        #expect(try found(words("milk", in: "a")) == [8])
        #expect(try found(words("milk", in: "b")) == [])
        #expect(try found(words("milk", in: "a", "b")) == [8])
        #expect(try found(words("mil")) == [])
        #expect(try found(words("mil", isPrefix: true)) == [8])
        #expect(try found(words("cafe au")) == [7])
        #expect(try found(words("au cafe")) == [])
        #expect(try found(.all([words("au"), words("cafe")])) == [7])
        #expect(try found(.all([words("cafe"), words("milk")])) == [])
        #expect(try found(.any([words("cafe"), words("milk")])) == [7, 8])
        #expect(
            try found(.excluding(.any([words("cafe"), words("milk")]), .any([words("lait")])))
                == [8])
        #expect(
            try found(.all([words("milk"), .any([words("cafe"), words("milk")])])) == [8])
        // The operators of FTS5 are read as text, and text without words is ignored.
        #expect(try found(.all([words("milk"), words("\"")])) == [8])
        #expect(try found(words("a : milk")) == [])
        #expect(try found(words("cafe OR milk")) == [])
        try connection.execute("DELETE FROM letter WHERE id = 7")
        let erasures = try #require(dialect.fullTextErasures("words"))
        #expect(try connection.all("SELECT id FROM \(erasures)") { try $0.int() } == [7])
    }

    @Test func `an emptied index takes whole words of folded text`() throws {
        let place = try TemporaryDirectory()
        let connection = try connection(in: place)
        let dialect = connection.dialect
        try connection.script("CREATE TABLE letter (id \(dialect.identity));")
        try connection.script(dialect.fullTextIndex("words", columns: ["a"], of: "letter"))
        func add(_ texts: [String]) throws {
            for (index, text) in texts.enumerated() {
                try connection.execute(
                    "INSERT INTO words (\(dialect.fullTextKey), a) VALUES ($1, $2)", index, text)
            }
        }
        func found(_ word: String) throws -> [Int64] {
            let query = FullTextQuery.words(word, isPrefix: false, columns: [])
            var values: [String] = []
            let match = dialect.fullTextMatch("words", query) { value in
                values.append(value)
                return "$\(values.count)"
            }
            return try connection.all(
                "SELECT \(dialect.fullTextKey) FROM words WHERE \(match) ORDER BY 1",
                values: values
            ) { try $0.int() }
        }
        let texts = ["कि", "की", "é"]
        try add(texts)
        #expect(try found("कि") == [0, 1] && found("e") == [2])
        try connection.script(
            dialect.emptiedFullTextIndex("words", columns: ["a"], form: .folded))
        #expect(try found("कि") == [])
        try add(texts)
        #expect(try found("कि") == [0] && found("की") == [1] && found("e") == [])
        #expect(
            Dialect.postgresql.emptiedFullTextIndex("words", columns: ["a"], form: .folded)
                == "TRUNCATE words;")
    }

    @Test func `statements fold text by a function of the program`() throws {
        let place = try TemporaryDirectory()
        let connection = try connection(in: place)
        try connection.script("CREATE TABLE a (n BIGINT, t TEXT);")
        let texts = ["Éa", nil, "", "x\u{1F4A1}", String(repeating: "é", count: 5_000)]
        for (index, text) in texts.enumerated() {
            try connection.execute("INSERT INTO a VALUES ($1, $2)", index, text)
        }
        let column = connection.dialect.folded("t", .caseAndAccents)
        let all = "SELECT \(column) FROM a ORDER BY n"
        #expect(throws: SQLError.self) { try connection.all(all) { try $0.optionalText() } }
        for _ in 0..<2 {
            try connection.provide(.caseAndAccents) { text in
                text.replacing("é", with: "e").replacing("É", with: "e")
            }
            try connection.provide(.case) { $0.lowercased() }
        }
        #expect(
            try connection.all(all) { try $0.optionalText() }
                == ["ea", nil, "", "x\u{1F4A1}", String(repeating: "e", count: 5_000)])
        #expect(
            try connection.first(
                "SELECT n FROM a WHERE \(connection.dialect.folded("t", .case)) = $1", "éa"
            ) { try $0.int() } == 0)
        // The schema cannot use such a function, so that no other program needs it.
        #expect(throws: SQLError.self) { try connection.script("CREATE INDEX i ON a (\(column));") }
        #expect(Dialect.postgresql.folded("t", .case) == "lower(t)")
        #expect(Dialect.postgresql.folded("t", .caseAndAccents) == "lower(unaccent(t))")
    }

    @Test func `a trigger runs for each row`() throws {
        let place = try TemporaryDirectory()
        let connection = try connection(in: place)
        try connection.script("CREATE TABLE a (n BIGINT); CREATE TABLE b (n BIGINT);")
        try connection.script(
            connection.dialect.trigger(
                "copy", after: "INSERT", on: "a",
                "INSERT INTO b (n) VALUES (NEW.n); INSERT INTO b (n) VALUES (-NEW.n);"))
        try connection.execute("INSERT INTO a (n) VALUES (1), (2)")
        #expect(
            try connection.all("SELECT n FROM b ORDER BY n") { try $0.int() } == [-2, -1, 1, 2])
        try connection.script(connection.dialect.dropTrigger("copy", on: "a"))
        try connection.execute("INSERT INTO a (n) VALUES (3)")
        #expect(try connection.first("SELECT count(*) FROM b") { try $0.int() } == 4)
    }

    @Test func `PostgreSQL gets a tsvector with its index, and functions for triggers`() {
        let dialect = Dialect.postgresql
        let index = dialect.fullTextIndex("words", columns: ["a", "b"], of: "letter")
        #expect(index.contains("a TEXT NOT NULL, b TEXT NOT NULL"))
        #expect(index.contains("to_tsvector('simple',\n        a || ' ' || b)"))
        #expect(
            index.contains("a_document TSVECTOR GENERATED ALWAYS AS (to_tsvector('simple', a))"))
        #expect(index.contains("USING GIN (document)"))
        #expect(index.contains("REFERENCES letter (id) ON DELETE CASCADE"))
        #expect(dialect.fullTextErasures("words") == nil)
        #expect(
            dialect.dropTrigger("copy", on: "a")
                == "DROP TRIGGER copy ON a; DROP FUNCTION copy();")
        let trigger = dialect.trigger("copy", after: "DELETE", on: "a", "DELETE FROM b;")
        #expect(trigger.contains("CREATE FUNCTION copy() RETURNS TRIGGER"))
        #expect(trigger.contains("AFTER DELETE ON a\n    FOR EACH ROW EXECUTE FUNCTION copy();"))
    }

    @Test func `each dialect renders a full-text query in its own syntax`() {
        let query = FullTextQuery.excluding(
            .all([
                .words("new \"order\"", isPrefix: false, columns: []),
                .words("lamp", isPrefix: true, columns: ["a"]),
            ]),
            .any([
                .words("it's", isPrefix: false, columns: []),
                .words("x", isPrefix: false, columns: ["a", "b"]),
            ]))
        func rendered(_ dialect: Dialect) -> (text: String, values: [String]) {
            var values: [String] = []
            let text = dialect.fullTextMatch("words", query) { value in
                values.append(value)
                return "$\(values.count)"
            }
            return (text, values)
        }
        let sqlite = rendered(.sqlite)
        #expect(sqlite.text == "words MATCH $1")
        #expect(
            sqlite.values == [
                #"("new ""order""" a : "lamp" *) NOT ("it's" OR {a b} : "x")"#
            ])
        let postgresql = rendered(.postgresql)
        #expect(
            postgresql.text == """
                ((words.document @@ to_tsquery('simple', $1) AND \
                (words.document @@ to_tsquery('simple', $2) AND \
                (words.a_document @@ to_tsquery('simple', $2)))) AND NOT \
                (words.document @@ to_tsquery('simple', $3) OR \
                (words.document @@ to_tsquery('simple', $4) AND \
                (words.a_document @@ to_tsquery('simple', $4) OR \
                words.b_document @@ to_tsquery('simple', $4)))))
                """)
        #expect(postgresql.values == ["'new' <-> '\"order\"'", "'lamp':*", "'it''s'", "'x'"])
    }

    @Test func `pages are counted only when they are read from the file`() throws {
        let place = try TemporaryDirectory()
        let writer = try connection(in: place)
        try writer.script("CREATE TABLE a (n BIGINT, filling TEXT);")
        for n in 0..<50 {
            try writer.execute(
                "INSERT INTO a VALUES ($1, $2)", n, String(repeating: "x", count: 3_000))
        }
        let reader = try Connection(path: place.path + "/store.db", access: .readWrite)
        let sum = { try reader.first("SELECT sum(n) FROM a") { try $0.int() } }
        let before = reader.pagesRead
        #expect(try sum() == 1_225)
        let once = reader.pagesRead
        #expect(once - before >= 50)
        #expect(try sum() == 1_225)
        #expect(reader.pagesRead == once)
    }
}
