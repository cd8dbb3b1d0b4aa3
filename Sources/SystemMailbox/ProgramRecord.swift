// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON

/// A record that a program created for a thread in another system.
package struct ProgramRecord: Equatable, Sendable {
    /// The program's name (`[actions.NAME]`).
    package var program: String
    /// The number of the record in the other system.
    package var number: String
    /// The URL of the record; nil if the program gave none.
    package var url: String?
    /// Further values from the program, for templates.
    package var fields: JSONObject

    /// Creates the record `number` of the program `program`.
    package init(
        program: String, number: String, url: String? = nil, fields: JSONObject = JSONObject()
    ) {
        self.program = program
        self.number = number
        self.url = url
        self.fields = fields
    }
}
