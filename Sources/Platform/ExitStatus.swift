// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The exit statuses of programs; this is the only table of them.
///
/// The statuses from 64 to 78 are those of sysexits(3). mailclerk(8) exits only with `ofDeliveries`,
/// mailclerkctl(8) only with `ofCommands` and `check` also with `ofChecks`; the others are read from
/// programs that mailclerk runs.
package enum ExitStatus: Int32, CaseIterable, Sendable {
    /// The program did what it was asked to.
    case done = 0
    /// `check` and `doctor`: there are warnings. sudo(8): the command was not run.
    case warning = 1
    /// `check` and `doctor`: there are errors.
    case error = 2
    /// `check --nagios`: nothing is known.
    case unknown = 3
    /// The command line is wrong.
    case usage = 64
    /// The input is invalid.
    case badInput = 65
    /// A file does not exist.
    case noInput = 66
    /// There is no such mailbox, email, case or lead, or the caller may not see it.
    case notFound = 67
    /// A host is unknown.
    case noHost = 68
    /// A service is unavailable.
    case unavailable = 69
    /// A program found an error in itself.
    case software = 70
    /// The operating system failed.
    case osError = 71
    /// A file of the system is missing or wrong.
    case osFile = 72
    /// A file could not be created.
    case cannotCreate = 73
    /// Reading or writing failed; of `take-in`: the message must wait.
    case inputOutput = 74
    /// The same may work later; mail servers keep the message and retry.
    case temporary = 75
    /// A program was answered in an unexpected way.
    case protocolError = 76
    /// The caller may not do this.
    case notAllowed = 77
    /// The settings are wrong or missing.
    case settings = 78
    /// A shell, or env(1): there is no such command.
    case commandNotFound = 127

    /// The statuses of mailclerk(8).
    ///
    /// Every mail server keeps the message on 75. All other failures make at least one of them bounce
    /// the message.
    package static let ofDeliveries: [ExitStatus] = [.done, .notFound, .temporary]

    /// The statuses of the commands of mailclerkctl(8).
    package static let ofCommands: [ExitStatus] = [
        .done, .usage, .badInput, .noInput, .notFound, .temporary, .notAllowed, .settings,
    ]

    /// The further statuses of `check` and `doctor`.
    package static let ofChecks: [ExitStatus] = [.warning, .error]

    /// The further status of `check --nagios`; Nagios takes all others for it, too.
    package static let ofPlugins: [ExitStatus] = [.unknown]

    /// The status that shells give for a program killed by a signal.
    package static func ofSignal(_ signal: Int32) -> Int32 { 128 + signal }

    /// The name of the status in sysexits(3), and its meaning in a few words.
    private var entry: (name: String?, meaning: String) {
        switch self {
        case .done: ("EX_OK", "done")
        case .warning: (nil, "warning")
        case .error: (nil, "error")
        case .unknown: (nil, "unknown")
        case .usage: ("EX_USAGE", "wrong usage")
        case .badInput: ("EX_DATAERR", "bad input")
        case .noInput: ("EX_NOINPUT", "no such file")
        case .notFound: ("EX_NOUSER", "no such mailbox, email, case or lead")
        case .noHost: ("EX_NOHOST", "no such host")
        case .unavailable: ("EX_UNAVAILABLE", "service unavailable")
        case .software: ("EX_SOFTWARE", "internal error")
        case .osError: ("EX_OSERR", "system error")
        case .osFile: ("EX_OSFILE", "system file missing")
        case .cannotCreate: ("EX_CANTCREAT", "cannot create a file")
        case .inputOutput: ("EX_IOERR", "input or output error")
        case .temporary: ("EX_TEMPFAIL", "try again later")
        case .protocolError: ("EX_PROTOCOL", "protocol error")
        case .notAllowed: ("EX_NOPERM", "permission denied")
        case .settings: ("EX_CONFIG", "settings wrong")
        case .commandNotFound: (nil, "command not found")
        }
    }

    /// The name in sysexits(3); nil for a status that has none.
    package var name: String? { entry.name }

    /// The meaning in a few words, for help texts.
    package var meaning: String { entry.meaning }

    /// A list of statuses with their meanings, for help texts: `0 done, 64 wrong usage`.
    package static func list(_ statuses: [ExitStatus]) -> String {
        statuses.map { "\($0.rawValue) \($0.meaning)" }.joined(separator: ", ")
    }
}
