// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Triggers; PostgreSQL requires a function for each.
extension Dialect {
    /// Returns the statements that create a trigger, which runs `body` after each change of a row.
    ///
    /// - Parameters:
    ///   - name: The name of the trigger.
    ///   - event: The event of the trigger, such as `DELETE` or `UPDATE OF name`.
    ///   - table: The table of the trigger.
    ///   - body: The statements, each with its semicolon; `OLD` and `NEW` are the row before and
    ///     after the change.
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

    /// Returns the statements that remove a trigger of ``trigger(_:after:on:_:)``.
    package func dropTrigger(_ name: String, on table: String) -> String {
        switch self {
        case .sqlite: "DROP TRIGGER \(name);"
        case .postgresql: "DROP TRIGGER \(name) ON \(table); DROP FUNCTION \(name)();"
        }
    }
}
