// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// `[actions]`, and the mailboxes' `type` that names one of them.
extension SettingsReader {
    /// An action's longest time: `flush` waits for each, in microseconds.
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
                diagnostics.error(table.position, "the action \"\(name)\" has no \"command\"")
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

    /// The kind of a mailbox's action: a built-in one or the name of a program.
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

    /// The names under `[actions]`, those with mistakes of their own included.
    private var actionNames: [String] {
        var root = root
        guard case .table(let members) = root.take("actions")?.content else { return [] }
        return members.keys.sorted()
    }

    private func checkActionName(_ name: String, at position: SourcePosition) -> Bool {
        if Action.Kind.builtIn.contains(where: { $0.rawValue == name }) {
            diagnostics.error(
                position, "\"\(name)\" is a kind of action already; give the program another name")
            return false
        }
        guard Self.isPlainName(name) else {
            diagnostics.error(
                position,
                "an action's name is up to 64 letters a to z, digits, \"-\", \"_\" and \".\","
                    + " and starts with neither \"-\" nor \".\": \"\(name)\"")
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
                "\"command\" must name its program by an absolute path, not \"\(program)\"")
            return
        }
        switch referencedFiles.program(program) {
        case .trusted: break
        case .missing:
            diagnostics.warning(
                command.position,
                "there is no \(program); messages for the action \"\(name)\" wait for it")
        case .untrusted(let reason):
            diagnostics.error(
                command.position, "the program of \"\(name)\" is not safe to run: \(reason)")
        }
    }
}
