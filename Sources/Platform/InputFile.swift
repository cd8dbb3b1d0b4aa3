// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Reads a file in chunks.
package struct InputFile: ~Copyable {
    private static let pieceSizeInBytes = 1_048_576

    private let file: Descriptor
    private let path: String

    /// Opens a file.
    ///
    /// - Parameter path: The file.
    /// - Throws: A `SystemError` if the file cannot be opened.
    package init(_ path: String) throws(SystemError) {
        let number = unsafe cplatform_open(path, O_RDONLY, 0)
        guard number >= 0 else { throw SystemError.last("open", path) }
        file = Descriptor(number: number)
        self.path = path
    }

    /// Reads the next bytes; returns an empty array at the end of the file.
    ///
    /// - Throws: A `SystemError` if reading fails.
    package func read() throws(SystemError) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: Self.pieceSizeInBytes)
        while true {
            let length = unsafe Glibc.read(file.number, &buffer, buffer.count)
            if length < 0 && errno == EINTR { continue }
            guard length >= 0 else { throw SystemError.last("read", path) }
            return Array(buffer.prefix(length))
        }
    }
}
