// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// Reads `[actions]`, and the action type of a mailbox, which may name a program.
extension SettingsReader {
    /// At most 1 hour, in microseconds, because `flush` waits for each program.
    private static let longestTimeout: Int64 = 3600 * 1_000_000

    mutating func readActions() -> [ActionProgram] {
        var programs: [ActionProgram] = []
        for (name, table) in root.namedTables("actions") {
            var table = table
            guard checkActionName(name, at: table.position) else { continue }
            var program = ActionProgram(name: name, command: [])
            if let command = table.lines("command") {
                program.command = command.value
                checkCommand(command, of: name)
            } else if !table.has("command") {
                diagnostics.error(table.position, "missing \"command\" in action \"\(name)\"")
            }
            if let timeout = table.duration("timeout") {
                program.timeout = timeout
                if timeout > Self.longestTimeout {
                    diagnostics.error(
                        table.position(of: "timeout"), "\"timeout\" must be at most one hour")
                }
            }
            table.finish()
            programs.append(program)
        }
        return programs
    }

    /// Reads the type of a mailbox's action: a built-in one or the name of a program.
    func readKind(from entry: inout TableReader) -> Action.Kind? {
        guard let text = entry.text("type") else { return nil }
        let kind = Action.Kind(rawValue: text.value)
        guard case .program(let name) = kind else { return kind }
        let names = actionNames
        guard !names.contains(name) else { return kind }
        entry.reject(
            name, of: "type", at: text.position,
            choices: Action.Kind.builtIn.map(\.rawValue) + names)
        return nil
    }

    /// The names in `[actions]`, including those with errors.
    private var actionNames: [String] {
        var root = root
        guard case .table(let members) = root.take("actions")?.content else { return [] }
        return members.keys.sorted()
    }

    private func checkActionName(_ name: String, at position: SourcePosition) -> Bool {
        if Action.Kind.builtIn.contains(where: { $0.rawValue == name }) {
            diagnostics.error(
                position, "\"\(name)\" is a built-in action type; choose another name")
            return false
        }
        guard Self.isPlainName(name) else {
            diagnostics.error(
                position,
                "invalid action name \"\(name)\": use at most 64 characters a to z, digits, \"-\","
                    + " \"_\" and \".\", not starting with \"-\" or \".\"")
            return false
        }
        return true
    }

    private func checkCommand(_ command: Located<[String]>, of name: String) {
        guard let program = command.value.first else {
            diagnostics.error(command.position, "\"command\" must name a program")
            return
        }
        guard program.utf8.first == UInt8(ascii: "/") else {
            diagnostics.error(
                command.position,
                "\"command\" must start with an absolute path, not \"\(program)\"")
            return
        }
        switch referencedFiles.program(program) {
        case .trusted: break
        case .missing:
            diagnostics.warning(
                command.position,
                "no such program: \(program); messages for action \"\(name)\" wait for it")
        case .untrusted(let reason):
            diagnostics.error(
                command.position, "the program of action \"\(name)\" is not safe to run: \(reason)")
        }
    }
}
