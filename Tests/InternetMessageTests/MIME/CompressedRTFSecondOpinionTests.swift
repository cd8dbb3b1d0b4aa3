// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Glibc
import Testing

@testable import InternetMessage

/// Compressed RTF made at random is undone to the same bytes by us and by ytnef's library.
@Suite(.enabled(if: YTNEF.shared != nil, "needs libytnef: apt install libytnef0"))
struct CompressedRTFSecondOpinionTests {
    @Test(arguments: 0..<10)
    func agrees(round: Int) throws {
        var generator = CompressionGenerator(seed: UInt64(round))
        let library = try #require(YTNEF.shared)
        for _ in 0..<100 {
            let (compressed, size) = generator.document()
            let text = CompressedRTF.decompress(compressed[...], limitInBytes: 99_999)
            #expect(text?.count == size)
            #expect(library.decompress(compressed) == text)
        }
    }

    /// When this fails, the library has been mended.
    @Test func differsInItsDictionary() throws {
        // 17 bytes from the dictionary's beginning.
        let reference: [UInt8] = [0b11, 160 >> 4, (160 & 15) << 4 | 15]
        let body = reference + [224 >> 4, (224 & 15) << 4]
        let bytes =
            TNEFWriter.number(UInt32(body.count + 12)) + TNEFWriter.number(17)
            + TNEFWriter.number(0x7546_5A4C) + TNEFWriter.number(0) + body
        let text = CompressedRTF.decompress(bytes[...], limitInBytes: 99)
        #expect(text == Array("n0\\blue0\r\n\\par \\p".utf8))
        #expect(YTNEF.shared?.decompress(bytes) != text)
    }
}

/// Writes letters and references of [MS-OXRTFCP] at random.
private struct CompressionGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    // SplitMix64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Compressed RTF, and the size of what it stands for.
    mutating func document() -> (compressed: [UInt8], size: Int) {
        var body: [UInt8] = []
        // The dictionary begins with 207 bytes; the text goes on in it.
        var end = 207
        let controls = Int.random(in: 1..<300, using: &self)
        for control in 0...controls {
            let isLast = control == controls
            var bits: UInt8 = isLast ? 1 : UInt8.random(in: 0...255, using: &self)
            body.append(bits)
            for _ in 0..<(isLast ? 1 : 8) {
                if bits & 1 == 0 {
                    body.append(UInt8.random(in: 0x20..<0x7F, using: &self))
                    end += 1
                } else {
                    // A reference to where the next byte goes is the end; one to the bytes right
                    // before it copies itself.
                    let place = isLast ? end : place(before: end)
                    let length = Int.random(in: 2...17, using: &self)
                    let source = place % 4_096
                    body += [UInt8(source >> 4), UInt8(source & 15) << 4 | UInt8(length - 2)]
                    if !isLast { end += length }
                }
                bits >>= 1
            }
        }
        let size = end - 207
        let head =
            TNEFWriter.number(UInt32(body.count + 12)) + TNEFWriter.number(UInt32(size))
            + TNEFWriter.number(0x7546_5A4C) + TNEFWriter.number(0)
        return (head + body, size)
    }

    /// Somewhere in the dictionary but not at the line end in its beginning, which ytnef has as LF
    /// CR.
    private mutating func place(before end: Int) -> Int {
        if end < 4_000, Bool.random(using: &self) {
            return Int.random(in: 0...(168 - 17), using: &self)
        }
        return Int.random(in: max(170, end - 4_000)..<end, using: &self)
    }
}

/// The library of ytnef.
private struct YTNEF: Sendable {
    static let shared = YTNEF()

    /// `variableLength` of its header.
    private struct Bytes {
        var start: UnsafeMutablePointer<UInt8>?
        var count: Int32
    }

    private typealias Decompress =
        @Sendable @convention(c) (
            UnsafeMutableRawPointer, UnsafeMutablePointer<Int32>
        ) -> UnsafeMutablePointer<UInt8>?

    private let function: Decompress

    /// Loads the library; nil if it is not installed.
    private init?() {
        guard let library = dlopen("libytnef.so.0", RTLD_NOW),
            let function = dlsym(library, "DecompressRTF")
        else { return nil }
        self.function = unsafeBitCast(function, to: Decompress.self)
    }

    func decompress(_ compressed: [UInt8]) -> [UInt8]? {
        var input = compressed
        return input.withUnsafeMutableBufferPointer { buffer in
            var bytes = Bytes(start: buffer.baseAddress, count: Int32(buffer.count))
            var size: Int32 = 0
            guard let text = function(&bytes, &size) else { return nil }
            defer { free(text) }
            return Array(UnsafeBufferPointer(start: text, count: Int(size)))
        }
    }
}
