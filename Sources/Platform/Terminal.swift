// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// Text for people: where it goes to and how it gets there unharmed.
package enum Terminal {
    /// One of the process's outputs.
    package enum Stream: Int32, Sendable {
        /// Standard output.
        case output = 1
        /// Standard error.
        case error = 2
    }

    /// The columns of a terminal that doesn't say how many it has.
    private static let usualColumns = 80
    /// The lines of such a terminal.
    private static let usualRows = 24

    /// Whether a descriptor is a terminal.
    ///
    /// - Parameter descriptor: 0, 1 or 2 as a rule.
    /// - Returns: No also if it is closed.
    package static func isTerminal(_ descriptor: Int32) -> Bool {
        isatty(descriptor) == 1
    }

    /// How many cells a line has: the terminal's width, else the variable COLUMNS, else 80.
    package static var columns: Int {
        let known = Int(cplatform_terminal_columns(STDOUT_FILENO))
        if known > 0 { return known }
        guard let given = Environment.value("COLUMNS").flatMap(Int.init), given > 0 else {
            return usualColumns
        }
        return given
    }

    /// How many lines the terminal shows at once; 24 for one that doesn't say.
    package static var rows: Int {
        let known = Int(cplatform_terminal_rows(STDOUT_FILENO))
        return known > 0 ? known : usualRows
    }

    /// What became of bytes.
    package enum Delivery: Equatable, Sendable {
        /// All of them were written.
        case written
        /// Nobody reads any more: the pager was left, or `head` has had enough.
        case left
        /// They can't be written; the number is an `errno`.
        case failed(Int32)
    }

    /// Writes text to the last byte.
    ///
    /// - Parameters:
    ///   - text: The text, as it is.
    ///   - stream: Where to.
    /// - Returns: Whether all of it was written. No means that nobody reads any more (the pager was
    ///   left) or that the disk is full; the caller stops writing and need not printError.
    @discardableResult
    package static func write(_ text: String, to stream: Stream = .output) -> Bool {
        write(Array(text.utf8), to: stream)
    }

    /// Writes bytes to the last one.
    ///
    /// - Parameters:
    ///   - bytes: The bytes, as they are.
    ///   - stream: Where to.
    /// - Returns: Whether all of them were written.
    @discardableResult
    package static func write(_ bytes: [UInt8], to stream: Stream = .output) -> Bool {
        deliver(bytes, to: stream) == .written
    }

    /// Writes bytes to the last one.
    ///
    /// - Parameters:
    ///   - bytes: The bytes, as they are.
    ///   - stream: Where to.
    /// - Returns: Whether they were written, and why not.
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

    /// Foreign text that can't steer a terminal or pretend to be something else.
    ///
    /// A tab or a line end becomes a space. Control characters (escape among them), the characters
    /// that turn the direction of writing, line and paragraph separators and characters that can't
    /// be seen become U+FFFD; joiners stay, since emoji and some scripts need them.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - keepsLines: Whether line feeds and tabs stay as they are; CR LF becomes LF.
    /// - Returns: The text made harmless.
    package static func sanitised(_ text: String, keepsLines: Bool = false) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
        var result = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in text.unicodeScalars {
            defer { afterReturn = scalar == "\r" }
            switch scalar {
            case "\n" where afterReturn: continue
            case "\n", "\r": result.append(keepsLines ? "\n" : " ")
            case "\t": result.append(keepsLines ? "\t" : " ")
            case _ where isHarmful(scalar): result.append("\u{FFFD}")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    /// Whether a character does something instead of showing something.
    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x20..<0x7F: false
        case 0x200C, 0x200D: false  // joiners
        case 0xAD: false  // soft hyphen
        case 0xE0020...0xE007F: false  // tags: the flags of England, Scotland and Wales
        default:
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
            default: false
            }
        }
    }
}
