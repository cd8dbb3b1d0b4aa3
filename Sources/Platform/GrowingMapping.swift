// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Anonymous memory that grows while a message is read into it.
///
/// Only pages that were written to use memory, and growing moves pages instead of copying bytes.
@safe struct GrowingMapping: ~Copyable {
    /// The address of the first byte.
    private(set) var start: UnsafeMutableRawPointer
    /// The number of bytes that fit.
    private(set) var capacity: Int
    /// The number of bytes in use.
    var count = 0

    /// Maps memory for at least one byte.
    init(capacity: Int) throws(SystemError) {
        let length = max(capacity, 1)
        let mapped = unsafe mmap(
            nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else {
            throw SystemError.last("map memory")
        }
        unsafe start = mapped
        self.capacity = length
    }

    /// Doubles the capacity.
    mutating func grow() throws(SystemError) {
        let (larger, overflow) = capacity.multipliedReportingOverflow(by: 2)
        guard !overflow, let moved = unsafe cplatform_grow_mapping(start, capacity, larger) else {
            throw SystemError(code: ENOMEM, call: "map memory")
        }
        unsafe start = moved
        capacity = larger
    }

    /// Transfers ownership of the memory to the caller.
    consuming func release() -> UnsafeMutableRawPointer {
        let start = unsafe self.start
        discard self
        return unsafe start
    }

    deinit {
        unsafe munmap(start, capacity)
    }
}
