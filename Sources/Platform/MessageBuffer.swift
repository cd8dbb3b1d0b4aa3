// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// The bytes of one message, in memory that the heap has no part in.
///
/// The memory is mapped, grows in place where the kernel can do that, and can't be written once the
/// message is complete: whatever happens to the heap, ``EmergencyCopy`` still finds every byte.
@safe package final class MessageBuffer: Sendable {
    /// How many bytes the message has.
    package let count: Int

    private nonisolated(unsafe) let start: UnsafeMutableRawPointer
    private let capacity: Int

    /// Takes a mapping over and seals it.
    init(sealing mapping: consuming GrowingMapping) throws(SystemError) {
        count = mapping.count
        capacity = mapping.capacity
        unsafe start = mapping.release()
        guard unsafe mprotect(start, capacity, PROT_READ) == 0 else {
            throw SystemError.last("protect memory")
        }
    }

    /// A buffer with bytes that are at hand already.
    ///
    /// - Parameter bytes: The message.
    /// - Throws: When there is no memory.
    package convenience init(copying bytes: [UInt8]) throws(SystemError) {
        var mapping = try GrowingMapping(capacity: bytes.count)
        unsafe bytes.withUnsafeBytes { source in
            if let address = source.baseAddress, !bytes.isEmpty {
                unsafe mapping.start.copyMemory(from: address, byteCount: source.count)
            }
        }
        mapping.count = bytes.count
        try self.init(sealing: mapping)
    }

    deinit {
        unsafe munmap(start, capacity)
    }

    /// A copy of the message.
    package var bytes: [UInt8] {
        unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    /// Lends the bytes without a copy.
    ///
    /// - Parameter body: What is done with them.
    /// - Returns: What `body` gives.
    /// - Throws: What `body` throws.
    package func withSpan<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let buffer = unsafe UnsafeBufferPointer(
            start: UnsafePointer(start.assumingMemoryBound(to: UInt8.self)), count: count)
        return try body(unsafe buffer.span)
    }

    /// Where the bytes are, for the emergency handler; valid as long as the buffer lives.
    var address: UnsafeRawPointer { unsafe UnsafeRawPointer(start) }
}
