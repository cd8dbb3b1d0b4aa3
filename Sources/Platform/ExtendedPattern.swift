// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Glibc

/// A POSIX extended regular expression (IEEE 1003.1, chapter 9.4), compiled by the C library.
@safe package final class ExtendedPattern {
    private var compiled = unsafe regex_t()

    /// Compiles a pattern; nil where it is none, or has back-references, whose cost has no bound.
    package init?(_ pattern: String, ignoresCase: Bool) {
        guard !Self.hasBackReference(pattern) else { return nil }
        let flags = REG_EXTENDED | REG_NOSUB | (ignoresCase ? REG_ICASE : 0)
        guard unsafe regcomp(&compiled, pattern, flags) == 0 else {
            // A pattern that does not compile leaves nothing to free.
            unsafe compiled = regex_t()
            return nil
        }
    }

    deinit {
        unsafe regfree(&compiled)
    }

    /// Whether the pattern is found in the first `limitInBytes` bytes of a text, up to a NUL.
    package func matches(_ text: String, limitInBytes: Int) -> Bool {
        let part = String(decoding: text.utf8.prefix(limitInBytes), as: UTF8.self)
        return unsafe regexec(&compiled, part, 0, nil, 0) == 0
    }

    private static func hasBackReference(_ pattern: String) -> Bool {
        var isEscaped = false
        for byte in pattern.utf8 {
            if isEscaped, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(byte) { return true }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        return false
    }
}
