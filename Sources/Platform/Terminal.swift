// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Human-readable text: writes it to the standard outputs and sanitises it.
package enum Terminal {
    /// An output of the process.
    package enum Stream: Int32, Sendable {
        /// Standard output.
        case output = 1
        /// Standard error.
        case error = 2
    }

    /// The number of columns of a terminal that does not report it.
    private static let usualColumns = 80
    /// At most 1,000 columns of COLUMNS are used, because a line is filled with blanks to its
    /// width.
    private static let mostColumns = 1000
    /// The number of rows of a terminal that does not report it.
    private static let usualRows = 24

    /// Returns whether a descriptor is a terminal.
    ///
    /// - Parameter descriptor: Usually 0, 1 or 2.
    /// - Returns: False also if the descriptor is closed.
    package static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// Reads the answer to a question: true for a line that begins with `y` or `Y`.
    ///
    /// The end of the input means no.
    package static func readAnswer() -> Bool {
        readLine()?.first.map { $0 == "y" || $0 == "Y" } ?? false
    }

    /// The number of cells in a line: the terminal's width, else the variable COLUMNS, else 80.
    ///
    /// The number is at least 1 and at most 1,000.
    package static var columns: Int {
        let known = Int(cplatform_terminal_columns(STDOUT_FILENO))
        if known > 0 { return min(known, mostColumns) }
        guard let given = Environment.value("COLUMNS").flatMap(Int.init), given > 0 else {
            return usualColumns
        }
        return min(given, mostColumns)
    }

    /// The number of lines on the terminal's screen; 24 if the terminal does not report it.
    package static var rows: Int {
        let known = Int(cplatform_terminal_rows(STDOUT_FILENO))
        return known > 0 ? known : usualRows
    }

    /// The result of writing bytes.
    package enum Delivery: Equatable, Sendable {
        /// All of them were written.
        case written
        /// There is no reader any more: the pager or `head` has exited.
        case left
        /// Writing failed; the number is an `errno`.
        case failed(Int32)
    }

    /// Writes a complete text.
    ///
    /// - Parameters:
    ///   - text: The text, written unchanged.
    ///   - stream: The output.
    /// - Returns: Whether all of the text was written. False means that there is no reader any more
    ///   (the pager has exited) or that the disk is full; the caller should stop writing, without
    ///   an error message.
    @discardableResult
    package static func write(_ text: String, to stream: Stream = .output) -> Bool {
        write(Array(text.utf8), to: stream)
    }

    /// Writes all bytes.
    ///
    /// - Parameters:
    ///   - bytes: The bytes, written unchanged.
    ///   - stream: The output.
    /// - Returns: Whether all of the bytes were written.
    @discardableResult
    package static func write(_ bytes: [UInt8], to stream: Stream = .output) -> Bool {
        deliver(bytes, to: stream) == .written
    }

    /// Writes all bytes and reports why writing stopped.
    ///
    /// - Parameters:
    ///   - bytes: The bytes, written unchanged.
    ///   - stream: The output.
    /// - Returns: The result of writing.
    package static func deliver(_ bytes: [UInt8], to stream: Stream = .output) -> Delivery {
        var written = 0
        while written < bytes.count {
            let length = unsafe bytes[written...].withUnsafeBytes { rest in
                unsafe PipeSignal.write(stream.rawValue, rest)
            }
            if length > 0 {
                written += length
                continue
            }
            let code = errno
            guard length < 0, code == EAGAIN || code == EINTR else {
                return code == EPIPE ? .left : .failed(code)
            }
            var waiting = pollfd(fd: stream.rawValue, events: Int16(POLLOUT), revents: 0)
            unsafe poll(&waiting, 1, -1)
        }
        return .written
    }
}
