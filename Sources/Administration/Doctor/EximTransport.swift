// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A pipe transport of Exim that runs the filter, or may run it.
struct EximTransport {
    /// The name of the transport.
    let name: String
    /// The options; an option without a value has an empty value here.
    let options: [String: String]
    /// The command; nil if aliases set it.
    let command: FilterCommand?

    /// Returns the transports that run the filter, and those with its name whose command is set by
    /// aliases.
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
                // An option that is switched on, or switched off by the prefix no_ or not_.
                options[line] = ""
            }
        }
        end()
        return found
    }

    /// Joins lines that end in a backslash; removes comments, macros and conditions.
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

    /// Returns whether an option is switched on.
    func has(_ option: String) -> Bool {
        guard let value = options[option] else { return false }
        return value.isEmpty || value == "true" || value == "yes"
    }
}
