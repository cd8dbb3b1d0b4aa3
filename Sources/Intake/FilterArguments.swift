// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Parses the command line of the filter; emergency mail stores it, to be parsed again.
package struct FilterArguments: Sendable {
    /// An error in a command line.
    package struct Problem: Error, CustomStringConvertible {
        /// The error as a sentence.
        package let description: String
    }

    /// The deadline in seconds without `-t`.
    package static let usualDeadlineInSeconds = 60

    /// The environment variables that describe the envelope and are stored with emergency mail.
    package static let environmentNames = [
        "RECIPIENT", "ORIGINAL_RECIPIENT", "ORIG_RECIPIENT", "LOCAL_PART", "LOCAL_PART_SUFFIX",
        "DOMAIN", "LOCAL", "EXT", "HOST", "SENDER",
    ]

    /// The store of `-s`, a path or an address; nil if the option was not given.
    package private(set) var store: String?
    /// The seconds of `-t`.
    package private(set) var deadlineInSeconds = usualDeadlineInSeconds
    /// Whether `--help` was given.
    package private(set) var wantsHelp = false
    /// Whether `--version` was given.
    package private(set) var wantsVersion = false
    private var recipients: [String] = []
    private var sender: String?
    private var mailboxName: String?

    /// Parses the arguments, without the program's name.
    package init(_ arguments: [String]) throws(Problem) {
        let parsed: CommandLineOptions
        do {
            parsed = try CommandLineOptions.parse(arguments, options: "r:f:m:s:t:")
        } catch {
            throw Problem(description: "\(error)")
        }
        for option in parsed.options {
            let value = option.value ?? ""
            switch option.name {
            case "r": recipients.append(value)
            case "f": sender = value
            case "m": mailboxName = value
            case "s": store = value
            case "t":
                guard let seconds = Int(value), seconds > 0 else {
                    throw Problem(
                        description: "-t requires a number of seconds, not \"\(value)\"")
                }
                deadlineInSeconds = seconds
            case "help": wantsHelp = true
            default: wantsVersion = true
            }
        }
        recipients += parsed.operands
    }

    /// Creates the arrival of a message that came with these arguments.
    ///
    /// - Parameters:
    ///   - input: All bytes of standard input.
    ///   - environment: The environment of the process.
    ///   - receivedAt: The time of arrival, in microseconds since 1970, UTC.
    /// - Returns: The message with the envelope that the arguments describe.
    package func arrival(
        input: [UInt8], environment: [(String, String)], receivedAt: Int64
    ) -> Arrival {
        var arrival = Arrival(input: input, receivedAt: receivedAt)
        arrival.recipients = recipients
        arrival.sender = sender
        arrival.mailboxName = mailboxName
        arrival.environment = environment.map { (name: $0.0, value: $0.1) }
        return arrival
    }
}
