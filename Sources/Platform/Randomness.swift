// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Random bytes from the kernel, suitable for keys and tokens.
package enum Randomness {
    /// Returns random bytes.
    ///
    /// - Parameter count: The number of bytes.
    /// - Returns: That many bytes.
    /// - Throws: A `SystemError` if the kernel cannot provide random numbers; there is no fallback.
    package static func bytes(_ count: Int) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let length = unsafe bytes.withUnsafeMutableBytes { buffer in
                unsafe cplatform_random(buffer.baseAddress?.advanced(by: filled), count - filled)
            }
            if length < 0 && errno == EINTR { continue }
            guard length > 0 else { throw SystemError.last("get random bytes") }
            filled += Int(length)
        }
        return bytes
    }
}
