// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import InternetMessage

/// Writes entities for tests: parts, and multiparts of parts.
enum Entity {
    /// An entity with a content type, further fields and a body.
    static func part(_ type: String, _ body: String, _ fields: String...) -> String {
        (["Content-Type: " + type] + fields).joined(separator: "\n") + "\n\n" + body
    }

    /// A text/plain part without a name.
    static func plain(_ body: String) -> String { part("text/plain; charset=utf-8", body) }

    /// An HTML part without a name.
    static func html(_ body: String) -> String { part("text/html; charset=utf-8", body) }

    /// A file that is shown between texts.
    static func image(_ name: String, _ fields: String...) -> String {
        part(
            "image/png", "PNG",
            (["Content-Disposition: inline; filename=\"\(name)\""] + fields)
                .joined(separator: "\n"))
    }

    /// A multipart of these entities.
    static func multi(_ subtype: String, _ parts: String...) -> String {
        let boundary = "=_\(subtype)-\(parts.reduce(0) { $0 + $1.utf8.count })"
        return "Content-Type: multipart/\(subtype); boundary=\"\(boundary)\"\n\n"
            + parts.map { "--\(boundary)\n\($0)\n" }.joined() + "--\(boundary)--\n"
    }

    /// A message that consists of an entity.
    static func message(_ entity: String) -> Message {
        Message(Array(("MIME-Version: 1.0\n" + entity).utf8))
    }
}
