// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc

/// An array of C strings that ends in nil, as `exec` and `getopt` want it.
///
/// The owner calls ``free()``.
@unsafe struct CStringVector {
    /// The strings and the nil after them.
    let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
    /// How many strings there are.
    let count: Int

    /// Copies the strings; each ends at its first NUL, if it has one.
    init(_ strings: [String]) {
        unsafe pointers = .allocate(capacity: strings.count + 1)
        unsafe count = strings.count
        for (index, string) in strings.enumerated() {
            unsafe (pointers + index).initialize(to: strdup(string))
        }
        unsafe (pointers + strings.count).initialize(to: nil)
    }

    /// One string.
    ///
    /// - Parameter index: Its place, from 0.
    /// - Returns: The text; nil if there is none at that place.
    func text(at index: Int) -> String? {
        guard unsafe (0..<count).contains(index), let pointer = unsafe pointers[index] else {
            return nil
        }
        return unsafe String(cString: pointer)
    }

    /// Gives the memory back.
    func free() {
        for index in unsafe 0..<count { unsafe Glibc.free(pointers[index]) }
        unsafe pointers.deallocate()
    }
}
