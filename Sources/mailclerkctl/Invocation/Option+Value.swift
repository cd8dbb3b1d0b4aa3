// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser

/// Options whose value is the next argument, even one that begins with a dash.
extension Option {
    /// Creates an option without a default: `--status VALUE`.
    init<T: ExpressibleByArgument>(
        _ valueName: String, name: NameSpecification = .long, help: String
    ) where Value == T? {
        self.init(
            name: name, parsing: .unconditional, help: ArgumentHelp("\(help)", valueName: valueName)
        )
    }

    /// Creates an option that may be given several times.
    init<T: ExpressibleByArgument>(
        wrappedValue: [T], _ valueName: String, name: NameSpecification = .long, help: String
    ) where Value == [T] {
        self.init(
            wrappedValue: wrappedValue, name: name, parsing: .unconditionalSingleValue,
            help: ArgumentHelp("\(help)", valueName: valueName))
    }
}

extension Option where Value: ExpressibleByArgument {
    /// Creates an option with a default, which the help text shows.
    init(wrappedValue: Value, _ valueName: String, name: NameSpecification = .long, help: String) {
        self.init(
            wrappedValue: wrappedValue, name: name, parsing: .unconditional,
            help: ArgumentHelp("\(help)", valueName: valueName))
    }

    /// Creates an option that must be given.
    init(_ valueName: String, name: NameSpecification = .long, help: String) {
        self.init(
            name: name, parsing: .unconditional, help: ArgumentHelp("\(help)", valueName: valueName)
        )
    }
}
