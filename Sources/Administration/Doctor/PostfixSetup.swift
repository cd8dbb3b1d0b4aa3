// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// The parts of Postfix's `main.cf` and `master.cf` that concern the filter.
struct PostfixSetup {
    /// The directory of both files.
    let directory: String
    /// The parameters set in `main.cf`; the last value of a repeated parameter is used.
    private let parameters: [String: String]
    /// The services that run the filter with pipe(8).
    let services: [PostfixService]
    /// The readable alias tables in files, with their entries.
    private(set) var aliases:
        [(table: PostfixAliasTable, entries: [(name: String, filter: FilterCommand?)])] = []

    /// Reads both files, and the alias tables that they name.
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

    /// Returns a parameter with references to other parameters expanded; nil if it is not set.
    func value(_ name: String) -> String? { value(name, depth: 0) }

    private func value(_ name: String, depth: Int) -> String? {
        guard depth < 8, let text = parameters[name] else { return nil }
        return text.replacing(/\$(?:\{([a-z0-9_]+)\}|\(([a-z0-9_]+)\)|([a-z0-9_]+))/) { match in
            let name = match.1 ?? match.2 ?? match.3 ?? ""
            return value(String(name), depth: depth + 1) ?? String(match.0)
        }
    }

    /// Returns a time in seconds, from Postfix's syntax; nil if it is not set or invalid.
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
