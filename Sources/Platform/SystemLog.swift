// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// Where the program tells its postmaster what happened: syslog, and the terminal if there is one.
///
/// Lines have no control characters and at most ``maximumLineInBytes``. Nothing is opened before
/// the first line.
package struct SystemLog: Sendable {
    /// How urgent a line is.
    package enum Severity: Sendable {
        /// Worth a look when something is searched for.
        case info
        /// Something is off, nothing failed.
        case warning
        /// Something failed.
        case error
        /// Somebody must act.
        case critical
    }

    /// The longest line, in bytes; syslog daemons cut or split longer ones as they please.
    package static let maximumLineInBytes = 1000

    private let write: @Sendable (Severity, String) -> Void

    /// A log that hands its lines to `write`, made harmless.
    ///
    /// - Parameter write: Gets each line and how urgent it is.
    package init(write: @escaping @Sendable (Severity, String) -> Void) {
        self.write = write
    }

    /// The system's log, facility mail, and standard error as long as that is a terminal.
    ///
    /// - Parameter ident: The program's name before each line.
    /// - Returns: The log; a process has one.
    package static func open(ident: String) -> SystemLog {
        // The C library keeps the pointer, so this copy stays for the life of the process.
        unsafe openlog(strdup(ident), LOG_PID, LOG_MAIL)
        return SystemLog { severity, line in
            unsafe cplatform_log(severity.priority, line)
            if isatty(STDERR_FILENO) == 1 { Terminal.write("\(ident): \(line)\n", to: .error) }
        }
    }

    /// A log that keeps nothing.
    package static let discarding = SystemLog { _, _ in }

    /// Logs what is worth a look when something is searched for.
    ///
    /// - Parameter line: The text.
    package func info(_ line: String) { log(.info, line) }

    /// Logs that something is off though nothing failed.
    ///
    /// - Parameter line: The text.
    package func warning(_ line: String) { log(.warning, line) }

    /// Logs that something failed.
    ///
    /// - Parameter line: The text.
    package func error(_ line: String) { log(.error, line) }

    /// Logs that somebody must act.
    ///
    /// - Parameter line: The text.
    package func critical(_ line: String) { log(.critical, line) }

    /// Logs a line.
    ///
    /// - Parameters:
    ///   - severity: How urgent it is.
    ///   - line: The text.
    package func log(_ severity: Severity, _ line: String) {
        write(severity, Terminal.sanitised(line).prefix(inBytes: SystemLog.maximumLineInBytes))
    }
}

extension SystemLog.Severity {
    /// The number that syslog has for it.
    fileprivate var priority: Int32 {
        switch self {
        case .info: LOG_INFO
        case .warning: LOG_WARNING
        case .error: LOG_ERR
        case .critical: LOG_CRIT
        }
    }
}

extension String {
    /// As many whole characters (Unicode scalars) from the start as fit into so many bytes.
    fileprivate func prefix(inBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var cut = Array(utf8.prefix(limit + 1))
        // A continuation byte after the cut means that the cut is inside a scalar.
        while let last = cut.popLast(), last & 0xC0 == 0x80 {}
        return String(decoding: cut, as: UTF8.self)
    }
}
