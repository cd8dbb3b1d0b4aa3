// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A pipe transport of Exim that runs the filter, or may.
struct EximTransport {
    /// Its name.
    let name: String
    /// Its options; one without a value is empty here.
    let options: [String: String]
    /// What it runs; nil where an alias says that.
    let command: FilterCommand?

    /// The transports that have to do with the filter: those that run it, and those with its name
    /// that run what aliases say.
    static func all(in lines: [String]) -> [EximTransport] {
        var found: [EximTransport] = []
        var isTransports = false
        var name: String?
        var options: [String: String] = [:]
        func end() {
            guard let name, options["driver"] == "pipe" else { return }
            let command = options["command"].flatMap(FilterCommand.init)
            guard command != nil || options["command"] == nil && name.contains("mailclerk") else {
                return
            }
            found.append(EximTransport(name: name, options: options, command: command))
        }
        for line in joined(lines) {
            if line.hasPrefix("begin ") {
                end()
                name = nil
                isTransports = ConfigurationText.trimmed(line.dropFirst(6)) == "transports"
            } else if isTransports, let match = line.wholeMatch(of: /([A-Za-z0-9_]+)\s*:/) {
                end()
                name = String(match.1)
                options = [:]
            } else if let (key, value) = ConfigurationText.setting(line) {
                options[key] = value
            } else {
                // An option that is switched on, or by no_ or not_ off.
                options[line] = ""
            }
        }
        end()
        return found
    }

    /// Lines that end in a backslash go on; comments, macros and conditions are left out.
    private static func joined(_ lines: [String]) -> [String] {
        var joined: [String] = []
        var goesOn = false
        for line in lines {
            var text = ConfigurationText.trimmed(line)
            if text.isEmpty || text.hasPrefix("#") || text.hasPrefix(".") { continue }
            let isLast = !text.hasSuffix("\\")
            if !isLast { text = ConfigurationText.trimmed(text.dropLast()) }
            if goesOn, !joined.isEmpty {
                joined[joined.count - 1] += text
            } else {
                joined.append(text)
            }
            goesOn = !isLast
        }
        return joined
    }

    /// Whether an option is switched on.
    func has(_ option: String) -> Bool {
        guard let value = options[option] else { return false }
        return value.isEmpty || value == "true" || value == "yes"
    }
}
