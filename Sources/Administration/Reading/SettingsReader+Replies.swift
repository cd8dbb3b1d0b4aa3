// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// Reads `[replies]`.
extension SettingsReader {
    mutating func readReplies() -> ReplySettings {
        var replies = ReplySettings()
        guard var table = root.table("replies") else {
            checkProgram(replies.sendmail[0], at: .start)
            return replies
        }
        if let command = table.lines("sendmail") {
            replies.sendmail = command.value
            checkSendmail(command)
        } else if !table.has("sendmail") {
            checkProgram(replies.sendmail[0], at: table.position)
        }
        replies.limit = readLimit("limit", from: &table, default: replies.limit)
        replies.dailyLimit = readLimit("daily-limit", from: &table, default: replies.dailyLimit)
        replies.totalLimit = readLimit("total-limit", from: &table, default: replies.totalLimit)
        if let identifiers = table.lines("trusted-authserv-ids") {
            replies.trustedAuthservIDs = identifiers.value
            for name in identifiers.value
            where name.unicodeScalars.contains(where: { $0.properties.isWhitespace || $0 == ";" }) {
                diagnostics.error(
                    identifiers.position,
                    "\"trusted-authserv-ids\" must list single words, usually host names, not"
                        + " \"\(name)\"")
            }
        }
        if let choice = table.choice(
            "unauthenticated",
            among: [
                ReplySettings.Unauthenticated.answer, .hold,
            ])
        {
            replies.unauthenticated = choice
        }
        if let fields = table.lines("spam") {
            replies.spam = fields.value
            for field in fields.value where !SettingsReader.isField(field) {
                diagnostics.error(
                    fields.position,
                    "\"spam\" must list header fields such as \"X-Spam-Flag: YES\", not"
                        + " \"\(field)\"")
            }
        }
        table.finish()
        return replies
    }

    private func readLimit(
        _ key: String, from table: inout TableReader, default limit: RateLimit
    ) -> RateLimit {
        var limit = limit
        guard var entry = table.table(key) else { return limit }
        if let count = entry.integer("count", least: 1) { limit.count = count }
        if let within = entry.duration("within") { limit.within = within }
        entry.finish()
        return limit
    }

    private func checkSendmail(_ command: Located<[String]>) {
        guard let program = command.value.first else {
            diagnostics.error(command.position, "\"sendmail\" must name a program")
            return
        }
        guard program.utf8.first == UInt8(ascii: "/") else {
            diagnostics.error(
                command.position,
                "\"sendmail\" must start with an absolute path, not \"\(program)\"")
            return
        }
        if command.value.dropFirst().contains("-t") {
            diagnostics.warning(
                command.position,
                "\"sendmail\" should not contain \"-t\": sendmail would also send to the recipients"
                    + " in the header")
        }
        checkProgram(program, at: command.position)
    }

    private func checkProgram(_ path: String, at position: SourcePosition) {
        switch referencedFiles.program(path) {
        case .trusted: break
        case .missing:
            diagnostics.warning(position, "no such program: \(path); replies cannot be sent")
        case .untrusted(let reason):
            diagnostics.error(position, "the sendmail program is not safe to run: \(reason)")
        }
    }

    /// Returns whether `text` has the form `Name: value` (RFC 5322 section 3.6.8).
    static func isField(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")) else { return false }
        return isFieldName(bytes[..<colon])
    }

    /// Returns whether `bytes` are a valid header field name (RFC 5322 section 3.6.8).
    static func isFieldName(_ bytes: some Collection<UInt8>) -> Bool {
        !bytes.isEmpty
            && bytes.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: ":") }
    }
}
