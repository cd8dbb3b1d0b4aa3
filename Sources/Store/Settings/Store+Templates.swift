// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SQL
import SystemMailbox

extension Store {
    private static let templateColumns = "purpose, name, language, form, fields, body"

    /// The files of one template; empty when there is none of that name.
    package func templates(
        _ purpose: TemplateSource.Purpose, named name: String
    ) throws -> [TemplateSource] {
        try connection.all(
            """
            SELECT \(Self.templateColumns) FROM template WHERE purpose = $1 AND name = $2
            ORDER BY language, form
            """, purpose.rawValue, name
        ) { row in try Self.template(row) }
        .compactMap { $0 }
    }

    /// The files of all partials.
    package func partials() throws -> [TemplateSource] {
        try connection.all(
            "SELECT \(Self.templateColumns) FROM template WHERE purpose = $1",
            TemplateSource.Purpose.partial.rawValue
        ) { row in try Self.template(row) }
        .compactMap { $0 }
    }

    /// All files of all templates.
    package func templates() throws -> [TemplateSource] {
        try connection.all(
            """
            SELECT \(Self.templateColumns) FROM template ORDER BY purpose, name, language, form
            """
        ) { row in try Self.template(row) }
        .compactMap { $0 }
    }

    private static func template(_ row: borrowing Row) throws(SQLError) -> TemplateSource? {
        guard let purpose = TemplateSource.Purpose(rawValue: try row.text(0)),
            let form = TemplateSource.Form(rawValue: try row.text(3))
        else { return nil }
        let fields = (try? JSON(parsing: Array(try row.text(4).utf8)))?.array ?? []
        return TemplateSource(
            purpose: purpose, name: try row.text(1), language: try row.text(2), form: form,
            fields: fields.compactMap { field in
                guard let name = field["name"]?.string, let value = field["value"]?.string else {
                    return nil
                }
                return TemplateSource.Field(name: name, value: value)
            }, body: try row.text(5))
    }
}
