// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Writes log lines for the postmaster to syslog, and to standard error if that is a terminal.
///
/// Lines have no control characters and at most ``maximumLineInBytes``. The log is opened by the
/// first line.
package struct SystemLog: Sendable {
    /// The urgency of a line.
    package enum Severity: Sendable {
        /// Normal operation, for later searches.
        case info
        /// A problem without a failure.
        case warning
        /// A failure.
        case error
        /// A failure that requires action.
        case critical
    }

    /// At most 1,000 bytes per line, because syslog daemons truncate or split longer lines.
    package static let maximumLineInBytes = 1000

    private let write: @Sendable (Severity, String) -> Void

    /// Creates a log that passes its sanitised lines to `write`.
    ///
    /// - Parameter write: Receives each line and its severity.
    package init(write: @escaping @Sendable (Severity, String) -> Void) {
        self.write = write
    }

    /// Opens the system log (facility mail), and also uses standard error if that is a terminal.
    ///
    /// - Parameter ident: The program name before each line.
    /// - Returns: The log; a process opens only one.
    package static func open(ident: String) -> SystemLog {
        // The C library keeps the pointer, so this copy lives as long as the process.
        unsafe openlog(strdup(ident), LOG_PID, LOG_MAIL)
        return SystemLog { severity, line in
            unsafe cplatform_log(severity.priority, line)
            if isatty(STDERR_FILENO) == 1 { Terminal.write("\(ident): \(line)\n", to: .error) }
        }
    }

    /// A log that discards its lines.
    package static let discarding = SystemLog { _, _ in }

    /// Logs normal operation.
    ///
    /// - Parameter line: The text.
    package func info(_ line: String) { log(.info, line) }

    /// Logs a problem without a failure.
    ///
    /// - Parameter line: The text.
    package func warning(_ line: String) { log(.warning, line) }

    /// Logs a failure.
    ///
    /// - Parameter line: The text.
    package func error(_ line: String) { log(.error, line) }

    /// Logs a failure that requires action.
    ///
    /// - Parameter line: The text.
    package func critical(_ line: String) { log(.critical, line) }

    /// Logs a line.
    ///
    /// - Parameters:
    ///   - severity: The urgency of the line.
    ///   - line: The text.
    package func log(_ severity: Severity, _ line: String) {
        write(severity, Terminal.sanitised(line).prefix(inBytes: SystemLog.maximumLineInBytes))
    }
}

extension SystemLog.Severity {
    /// The syslog priority.
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
    /// Returns the longest prefix of Unicode scalars that fits in a number of bytes.
    fileprivate func prefix(inBytes limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var cut = Array(utf8.prefix(limit + 1))
        // A continuation byte after the cut means that the cut is inside a scalar.
        while let last = cut.popLast(), last & 0xC0 == 0x80 {}
        return String(decoding: cut, as: UTF8.self)
    }
}
