// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Store
import SystemMailbox
import Testing

/// Five users, three levels, every command: allowed or refused as the table says.
@Suite(.serialized) struct AccessMatrixTests {
    @Test func everyCommandHasItsPlaceInTheTable() throws {
        let hidden: Set = ["take-in"]
        let named = Set(AccessTable.rows.map(\.command))
        #expect(named == Set(try ManualTests.commands()).union(hidden))
        for row in AccessTable.rows { #expect(row.line.hasPrefix(row.command)) }
    }

    @Test func theManualHasTheSameTable() throws {
        let manual = try Manual("mailclerkctl.8").section("ACCESS").namesByColumn()
        for level in AccessLevel.allCases {
            let rows = AccessTable.rows.filter { $0.permission?.level == level }
            let lists = AccessTable.rows.filter { level == .read && $0.right == .list }
            #expect(
                manual[level.rawValue] == Set((rows + lists).map { name(of: $0) }), "\(level)")
        }
        let owners = AccessTable.rows.filter { $0.right == .owner && $0.command != "take-in" }
        #expect(manual["owner"] == Set(owners.map { name(of: $0) }))
        let others = AccessTable.rows.filter { $0.right == .anybody }
        #expect(manual["any"] == Set(others.map { name(of: $0) }))
    }

    /// The name that the manual has for what a row does.
    private func name(of row: AccessTable.Row) -> String {
        let words = row.line.split(separator: " ")
        switch row.permission {
        case .set, .note: return "\(words[0]) \(words[2])"
        default: break
        }
        return ["settings", "outbox", "keys"].contains(row.command.split(separator: " ")[0])
            ? String(words[0]) : row.command
    }

    @Test(.enabled(if: Workplace.isPossible, Workplace.need))
    func usersMayDoWhatTheirLevelPermitsAndTheRestIsNotThere() throws {
        let mailroom = try Mailroom()
        let place = try Workplace(mailroom.site)
        // Who was let in by two ways and is not any more.
        let former = "mck-dan"
        #expect(try place.runAsAgent(former, ["emails", "readers"]).status == 0)
        try mailroom.dismiss()
        #expect(try place.runAsAgent(former, ["emails", "readers"]).status == 0)
        try place.root("gpasswd -d \(former) \(Workplace.group)")
        try place.keep("full")

        for row in AccessTable.rows {
            switch row.right {
            case .takes(let permission): try check(row, permission, mailroom, place)
            case .list: try checkList(row, place)
            case .owner: try checkOwners(row, mailroom, place)
            case .anybody:
                for user in Workplace.users {
                    let outcome = try place.runAsAgent(user, [row.line], input: row.input)
                    #expect([0, 1, 2].contains(outcome.status), "\(row.line) by \(user)")
                }
            }
        }
    }

    private static let members = Workplace.users.prefix(3)
    private static let others = Workplace.users.dropFirst(3)

    private func check(
        _ row: AccessTable.Row, _ permission: Permission, _ mailroom: Mailroom,
        _ place: Workplace
    ) throws {
        func outcome(_ user: String, _ contents: Mailroom.Contents) throws -> Outcome {
            if permission != .see { try place.restore("full") }
            let outcome = try place.runAsAgent(
                user, contents.arguments(row.line), input: row.input)
            return Outcome(
                status: outcome.status, output: outcome.output,
                error: contents.anonymous(outcome.error), tookAllInput: true)
        }
        for user in Self.members {
            for (contents, place) in zip(mailroom.contents, Mailroom.levels).prefix(3) {
                let found = try outcome(user, contents)
                let isAllowed = place.level >= permission.level
                #expect(
                    found.status == (isAllowed ? 0 : 77),
                    "\(row.line) by \(user) in \(place.mailbox): \(found)")
                if !isAllowed { #expect(found.output == "") }
                #expect(!(found.output + found.error).contains(Mailroom.secret))
            }
        }
        for user in Self.others {
            let nothing = try outcome(user, .nothing)
            #expect(nothing.status == 67, "\(row.line) by \(user): \(nothing)")
            for contents in mailroom.contents.prefix(3) {
                #expect(try outcome(user, contents) == nothing, "\(row.line) by \(user)")
            }
        }
    }

    private func checkList(_ row: AccessTable.Row, _ place: Workplace) throws {
        let arguments = row.line.split(separator: " ").map(String.init)
        for user in Self.members {
            let outcome = try place.runAsAgent(user, arguments)
            #expect(outcome.status == 0 && !outcome.output.isEmpty, "\(row.line) by \(user)")
            #expect(!(outcome.output + outcome.error).contains(Mailroom.secret), "\(row.line)")
        }
        let full = try Self.others.map { try place.runAsAgent($0, arguments) }
        try place.restore("empty")
        for (user, outcome) in zip(Self.others, full) {
            #expect(outcome.output == "", "\(row.line) by \(user)")
            #expect(try place.runAsAgent(user, arguments) == outcome, "\(row.line) by \(user)")
        }
        try place.restore("full")
    }

    private func checkOwners(
        _ row: AccessTable.Row, _ mailroom: Mailroom, _ place: Workplace
    ) throws {
        let arguments = mailroom.contents[2].arguments(row.line)
        for user in Workplace.users {
            let outcome = try place.runAsAgent(user, arguments, input: row.input)
            #expect(outcome.status == 77, "\(row.line) by \(user)")
            #expect(outcome.output == "", "\(row.line) by \(user)")
            #expect(
                outcome.error
                    == "mailclerkctl: permission denied: only root and the store owner may run "
                    + "this command\n")
        }
    }

    /// The output of a row without the `Date` line of a preview, which has the time of the run.
    private func comparable(_ output: String, of row: AccessTable.Row) -> [Substring] {
        let lines = output.split(separator: "\n", omittingEmptySubsequences: false)
        guard row.command == "template preview" else { return lines }
        return lines.filter { !$0.hasPrefix("Date: ") }
    }

    @Test(.enabled(if: Workplace.isPossible, Workplace.need))
    func whatUsersTypeGivesThroughSudoWhatTheAgentsHalfGives() throws {
        let mailroom = try Mailroom()
        let place = try Workplace(mailroom.site)
        try place.keep("full")
        let contents = mailroom.contents[1]
        for row in AccessTable.rows where row.right != .anybody && row.command != "take-in" {
            for user in ["mck-ann", "mck-eve"] {
                let arguments = contents.arguments(row.line)
                try place.restore("full")
                let agent = try place.runAsAgent(user, arguments, input: row.input)
                try place.restore("full")
                let typed = try place.type(user, arguments, input: row.input)
                #expect(typed.status == agent.status, "\(row.line) by \(user): \(typed)")
                #expect(
                    comparable(typed.output, of: row) == comparable(agent.output, of: row),
                    "\(row.line) by \(user)")
                #expect(typed.error == agent.error, "\(row.line) by \(user)")
            }
        }
    }
}

extension Manual {
    /// The commands, of one word or two, by the first column that says yes in their row of the table.
    fileprivate func namesByColumn() throws -> [String: Set<String>] {
        let head = try #require(lines.first { $0.hasPrefix(".It Sy Command Ta ") })
        let columns = head.components(separatedBy: " Ta Sy ").dropFirst()
        #expect(Array(columns) == ["any"] + AccessLevel.allCases.map(\.rawValue) + ["owner"])
        var names: [String: Set<String>] = [:]
        for line in lines where line.hasPrefix(".It Ic ") {
            let cells = line.dropFirst(7).components(separatedBy: " Ta ")
            let answers = cells.dropFirst()
            #expect(answers.count == columns.count, "\(line)")
            let first = try #require(answers.firstIndex(of: "yes"), "\(line)")
            // Who may do more may do this.
            #expect(answers[first...].allSatisfy { $0 == "yes" }, "\(line)")
            #expect(answers[..<first].allSatisfy { $0 == "no" }, "\(line)")
            let commands = cells[0].components(separatedBy: " Fl ")[0]
            names[columns[first], default: []].formUnion(
                commands.components(separatedBy: " , "))
        }
        return names
    }
}
