// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON

/// The record that a program made for a thread, kept somewhere else.
package struct ProgramRecord: Equatable, Sendable {
    /// The program's name (`[actions.NAME]`).
    package var program: String
    /// What the program calls the record.
    package var number: String
    /// Where people find it; nil when the program told nothing.
    package var url: String?
    /// What else the program told, for templates.
    package var fields: JSONObject

    /// A record `number` of the program `program`.
    package init(
        program: String, number: String, url: String? = nil, fields: JSONObject = JSONObject()
    ) {
        self.program = program
        self.number = number
        self.url = url
        self.fields = fields
    }
}
