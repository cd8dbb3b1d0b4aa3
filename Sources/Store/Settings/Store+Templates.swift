// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SQL
import SystemMailbox

extension Store {
    private static let templateColumns = "purpose, name, language, form, fields, body"

    /// Returns the files of one template; empty if there is no template of that name.
    package func templates(
        _ purpose: TemplateSource.Purpose, named name: String
    ) throws -> [TemplateSource] {
        try connection.all(
            """
            SELECT \(Self.templateColumns) FROM template WHERE purpose = $1 AND name = $2
            ORDER BY language, form
            """, purpose.rawValue, name
        ) { row in try Self.template(row) }
    }

    /// Returns the files of all partials.
    package func partials() throws -> [TemplateSource] {
        try connection.all(
            "SELECT \(Self.templateColumns) FROM template WHERE purpose = $1",
            TemplateSource.Purpose.partial.rawValue
        ) { row in try Self.template(row) }
    }

    /// Returns all files of all templates.
    package func templates() throws -> [TemplateSource] {
        try connection.all(
            """
            SELECT \(Self.templateColumns) FROM template ORDER BY purpose, name, language, form
            """
        ) { row in try Self.template(row) }
    }

    private static func template(_ row: borrowing Row) throws -> TemplateSource {
        let purpose: TemplateSource.Purpose = try row.code("purpose of a template")
        let (name, language) = (try row.text(), try row.text())
        let form: TemplateSource.Form = try row.code("form of a template")
        let damage = StoreError.damaged(what: "the fields of template \(name)")
        guard let fields = try row.json("fields of a template").array else { throw damage }
        return TemplateSource(
            purpose: purpose, name: name, language: language, form: form,
            fields: try fields.map { field in
                guard let name = field["name"]?.string, let value = field["value"]?.string else {
                    throw damage
                }
                return TemplateSource.Field(name: name, value: value)
            }, body: try row.text())
    }
}
