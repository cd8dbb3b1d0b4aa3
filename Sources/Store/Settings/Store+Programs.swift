// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SQL
import SystemMailbox

extension Store {
    /// Returns the programs that mailboxes may run, by name.
    package func programs() throws -> [ActionProgram] {
        return try connection.all(
            "SELECT name, command, timeout FROM program ORDER BY name"
        ) { row in try Self.program(row) }
    }

    /// Returns the program of this name, or nil if the current settings have none.
    package func program(named name: String) throws -> ActionProgram? {
        return try connection.first(
            "SELECT name, command, timeout FROM program WHERE name = $1", name
        ) { row in try Self.program(row) }
    }

    /// Replaces the current programs.
    func replacePrograms(_ programs: [ActionProgram]) throws {
        try connection.execute("DELETE FROM program")
        for program in programs {
            try connection.execute(
                "INSERT INTO program (name, command, timeout) VALUES ($1, $2, $3)",
                program.name, TextList.encode(program.command), program.timeout)
        }
    }

    private static func program(_ row: borrowing Row) throws -> ActionProgram {
        var program = ActionProgram(
            name: try row.text(), command: try row.list("command of an action"))
        program.timeout = try row.int()
        return program
    }
}
