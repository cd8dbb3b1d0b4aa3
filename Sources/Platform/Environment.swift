// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The environment variables of this process.
///
/// Bytes that are not UTF-8 are replaced by U+FFFD.
package enum Environment {
    /// Returns the value of a variable.
    ///
    /// - Parameter name: The variable's name.
    /// - Returns: The value, which may be empty; nil if the variable is not set.
    package static func value(_ name: String) -> String? {
        guard let value = unsafe getenv(name) else { return nil }
        return unsafe String(cString: value)
    }

    /// Returns all variables, in their original order.
    ///
    /// - Returns: Names and values; entries without `=` are omitted.
    package static func all() -> [(String, String)] {
        var variables: [(String, String)] = []
        guard var next = unsafe cplatform_environment() else { return [] }
        while let entry = unsafe next.pointee {
            let text = unsafe String(cString: entry)
            if let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
                variables.append(
                    (String(text[..<equals]), String(text[text.utf8.index(after: equals)...])))
            }
            unsafe next += 1
        }
        return variables
    }
}
