// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform
import Views

/// Writes views as text or as JSON.
///
/// Views hold text as it was received. The types that print it, such as this one, apply
/// `Terminal.sanitised` to it.
extension Output {
    /// Writes a view as JSON or as sections.
    func show(_ view: some SectionedView) {
        if isJSON { json(view.json) } else { write(view.sections) }
    }

    /// Writes sections with an empty line between them.
    func write(_ sections: [Section]) {
        for (index, section) in sections.enumerated() {
            if index > 0 { line() }
            if let heading = section.heading {
                let text = Terminal.sanitised(heading.text)
                line(heading.isTitle ? style.bold(text) : style.dimmed(text))
            }
            write(section.content)
        }
    }

    /// Writes a list as a table, or a remark if it is empty.
    ///
    /// Does nothing for JSON, whose rows are written one by one.
    func writeList(_ table: TableView, orEmpty emptyText: @autoclosure () throws -> String)
        rethrows
    {
        guard !isJSON else { return }
        guard !table.isEmpty else { return note(try emptyText()) }
        Table(table).write(to: self)
    }

    /// Writes a list as a table, or as one JSON object a line.
    func writeList(_ table: TableView, _ objects: [JSON], orEmpty emptyText: String? = nil) {
        if isJSON {
            for object in objects { json(object) }
        } else if table.isEmpty, let emptyText {
            note(emptyText)
        } else {
            Table(table).write(to: self)
        }
    }

    private func write(_ content: Section.Content) {
        switch content {
        case .fields(let fields): FieldList(fields).write(to: self)
        case .table(let table): Table(table).write(to: self)
        case .text(let text): write(text)
        case .remarks(let remarks): for remark in remarks { write(remark) }
        case .attachments(let items): for item in items { write(item) }
        }
    }

    private func write(_ remark: Remark) {
        sentence(remark.sentence.text)
        guard let text = remark.text else { return }
        let lines = Terminal.sanitised(text, keepsLines: true).split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for part in lines { line("    " + part) }
    }

    private func write(_ item: AttachmentItem) {
        line("  \(item.number)  \(Terminal.sanitised(item.description.text))")
        guard case .attachment(let email, let number, let fileName) = item.link else { return }
        line(
            style.dimmed(
                "     mailclerkctl attachment \(email) \(number) -o "
                    + Terminal.sanitised(ShellWord.quoted(fileName))))
    }
}

/// Quotes words of shell commands.
enum ShellWord {
    /// Returns the word, quoted if the shell requires it.
    static func quoted(_ word: String) -> String {
        let isPlain = word.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
        if isPlain, !word.isEmpty, !word.hasPrefix("-") { return word }
        return "'"
            + word.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "'\\''") + "'"
    }
}
