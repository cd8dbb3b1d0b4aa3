// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A nil-terminated array of C strings, as `exec` and `getopt` require.
///
/// The owner must call ``free()``.
@unsafe struct CStringVector {
    /// The strings and the terminating nil.
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    /// The number of strings.
    let count: Int

    /// Copies the strings; each is truncated at its first NUL.
    init(_ strings: [String]) {
        unsafe pointers = .allocate(capacity: strings.count + 1)
        unsafe count = strings.count
        for (index, string) in strings.enumerated() {
            unsafe (pointers + index).initialize(to: strdup(string))
        }
        unsafe (pointers + strings.count).initialize(to: nil)
    }

    /// Returns a string.
    ///
    /// - Parameter index: The index, from 0.
    /// - Returns: The text; nil if the index is out of range.
    func text(at index: Int) -> String? {
        guard unsafe (0..<count).contains(index), let pointer = unsafe pointers[index] else {
            return nil
        }
        return unsafe String(cString: pointer)
    }

    /// Frees the memory.
    func free() {
        for index in unsafe 0..<count { unsafe Glibc.free(pointers[index]) }
        unsafe pointers.deallocate()
    }
}
