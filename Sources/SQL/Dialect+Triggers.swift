// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Triggers, which PostgreSQL wants as functions.
extension Dialect {
    /// The statements for a trigger that runs statements for each row, after the fact.
    ///
    /// - Parameters:
    ///   - name: The trigger.
    ///   - event: What sets it off, such as `DELETE` or `UPDATE OF name`.
    ///   - table: The table that it watches.
    ///   - body: The statements, each with its semicolon; `OLD` and `NEW` are the row.
    /// - Returns: The statements, for a script.
    package func trigger(
        _ name: String, after event: String, on table: String, _ body: String
    ) -> String {
        switch self {
        case .sqlite:
            """
            CREATE TRIGGER \(name) AFTER \(event) ON \(table) BEGIN
                \(body)
            END;
            """
        case .postgresql:
            """
            CREATE FUNCTION \(name)() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN
                \(body)
                RETURN NULL;
            END $$;
            CREATE TRIGGER \(name) AFTER \(event) ON \(table)
                FOR EACH ROW EXECUTE FUNCTION \(name)();
            """
        }
    }

    /// The statements that remove a trigger of ``trigger(_:after:on:_:)``.
    package func dropTrigger(_ name: String, on table: String) -> String {
        switch self {
        case .sqlite: "DROP TRIGGER \(name);"
        case .postgresql: "DROP TRIGGER \(name) ON \(table); DROP FUNCTION \(name)();"
        }
    }
}
