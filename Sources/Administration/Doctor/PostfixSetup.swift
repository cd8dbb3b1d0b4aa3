// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// What Postfix's `main.cf` and `master.cf` say, as far as the filter is concerned.
struct PostfixSetup {
    /// The directory of both.
    let directory: String
    /// The parameters that `main.cf` sets; the last one of a name counts.
    private let parameters: [String: String]
    /// The services that run the filter by pipe(8).
    let services: [PostfixService]
    /// The tables of aliases that are kept in files and can be read, each with what is in it.
    private(set) var aliases:
        [(table: PostfixAliasTable, entries: [(name: String, filter: FilterCommand?)])] = []

    /// Reads both files, and the tables of aliases that they name.
    init(directory: String) throws(SystemError) {
        self.directory = directory
        let main = ConfigurationText.joined(try ConfigurationText.read(directory + "/main.cf"))
        parameters = Dictionary(main.compactMap(ConfigurationText.setting)) { _, last in last }
        services = ConfigurationText.joined(try ConfigurationText.read(directory + "/master.cf"))
            .compactMap(PostfixService.init)
        aliases = aliasTables.compactMap { table in
            (try? table.entries()).map { (table, $0) }
        }
    }

    /// The value of a parameter with those that it names; nil where `main.cf` doesn't set it.
    func value(_ name: String) -> String? { value(name, depth: 0) }

    private func value(_ name: String, depth: Int) -> String? {
        guard depth < 8, let text = parameters[name] else { return nil }
        return text.replacing(/\$(?:\{([a-z0-9_]+)\}|\(([a-z0-9_]+)\)|([a-z0-9_]+))/) { match in
            let name = match.1 ?? match.2 ?? match.3 ?? ""
            return value(String(name), depth: depth + 1) ?? String(match.0)
        }
    }

    /// A time in seconds, as Postfix writes it; nil where it isn't set or is none.
    func seconds(_ name: String) -> Int? {
        guard let text = value(name), let match = text.wholeMatch(of: /([0-9]+)([smhdw]?)/),
            let number = Int(match.1)
        else { return nil }
        let unit = ["": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800][match.2] ?? 1
        return number.multipliedReportingOverflow(by: unit).overflow ? .max : number * unit
    }

    /// Whether a service or an alias runs the filter.
    var runsFilter: Bool { !services.isEmpty || aliasesRunFilter }

    /// Whether an alias runs the filter.
    var aliasesRunFilter: Bool {
        aliases.contains { $0.entries.contains { $0.filter != nil } }
    }

    private var aliasTables: [PostfixAliasTable] {
        (value("alias_maps") ?? "hash:/etc/aliases").split { " ,\t".contains($0) }
            .compactMap { PostfixAliasTable(String($0)) }
    }
}
