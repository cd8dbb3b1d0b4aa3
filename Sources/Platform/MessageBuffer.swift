// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The bytes of one message, in memory outside the heap.
///
/// The memory is mapped, grows in place if the kernel can do that, and is write-protected when the
/// message is complete: ``EmergencyCopy`` finds every byte even if the heap is damaged.
@safe package final class MessageBuffer: Sendable {
    /// The length of the message in bytes.
    package let count: Int

    private nonisolated(unsafe) let start: UnsafeMutableRawPointer
    private let capacity: Int

    /// Takes ownership of a mapping and write-protects it.
    init(sealing mapping: consuming GrowingMapping) throws(SystemError) {
        count = mapping.count
        capacity = mapping.capacity
        unsafe start = mapping.release()
        guard unsafe mprotect(start, capacity, PROT_READ) == 0 else {
            throw SystemError.last("protect memory")
        }
    }

    /// Creates a buffer with a copy of existing bytes.
    ///
    /// - Parameter bytes: The message.
    /// - Throws: A `SystemError` if memory cannot be mapped.
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

    /// Gives access to the bytes without copying them.
    ///
    /// - Parameter body: A closure that receives the bytes.
    /// - Returns: The result of `body`.
    /// - Throws: The error of `body`.
    package func withSpan<Result: ~Copyable, Failure: Error>(
        _ body: (Span<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let buffer = unsafe UnsafeBufferPointer(
            start: UnsafePointer(start.assumingMemoryBound(to: UInt8.self)), count: count)
        return try body(unsafe buffer.span)
    }

    /// The address of the bytes, for the emergency handler; valid as long as the buffer exists.
    var address: UnsafeRawPointer { unsafe UnsafeRawPointer(start) }
}
