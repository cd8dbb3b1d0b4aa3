// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Glibc
import Testing

@testable import InternetMessage

/// Domains made at random get the same A-labels from us and from libidn2, and are read back.
@Suite(.enabled(if: IDN2.shared != nil, "needs libidn2: apt install libidn2-0"))
struct PunycodeSecondOpinionTests {
    @Test(arguments: 0..<10)
    func agrees(round: Int) throws {
        var generator = DomainGenerator(seed: UInt64(round))
        let library = try #require(IDN2.shared)
        for _ in 0..<200 {
            let domain = generator.domain()
            let ascii = try library.asciiDomain(domain)
            #expect(Punycode.asciiDomain(domain) == ascii, "\(domain)")
            #expect(Punycode.foldedDomain(ascii) == domain)
            #expect(Punycode.foldedDomain(ascii.uppercased() + ".") == domain)
        }
    }

    /// Labels of 63 bytes at most, and one more: that one stays as it is.
    @Test func agreesOnTheLongestLabel() throws {
        let library = try #require(IDN2.shared)
        for count in 1...62 {
            let domain = String(repeating: "a", count: count) + "ü.example"
            if let ascii = try? library.asciiDomain(domain) {
                #expect(Punycode.asciiDomain(domain) == ascii)
            } else {
                #expect(Punycode.asciiDomain(domain) == domain)
            }
        }
    }

    /// What libidn2 checks beyond the encoding (RFC 5892, TR 46): addresses are compared here and
    /// not registered, so every label that someone uses is taken, and only its case is folded.
    @Test(arguments: ["☃.example", "a_ü.example", "ü-.example", "-ü.example"])
    func takesWhatMayNotBeRegistered(domain: String) throws {
        let library = try #require(IDN2.shared)
        #expect(Punycode.foldedDomain(Punycode.asciiDomain(domain)) == domain)
        let theirs = try? library.asciiDomain(domain)
        #expect(theirs == nil || theirs == Punycode.asciiDomain(domain))
    }
}

/// Makes domains of letters and digits, the same ones for the same seed.
private struct DomainGenerator: RandomNumberGenerator {
    private var state: UInt64
    /// One script a label, as registries want it; right-to-left ones have no digits here.
    private let scripts = [
        "abcxyz0129äöüßéñçø", "абвгдежзиклмнопрстуфхцчшщыэюя", "αβγδεζηθικλμνξοπρστυφχψω",
        "日本語中文字漢東京大阪", "가나다라마바사한국어", "กขคงจฉชซดตถทธนบปผ", "אבגדהוזחטיכלמנ",
        "ابتثجحخدذرزسشص", "कखगघचछजझटठडढतथदध", "あいうえおかきくけこ", "𠀀𠀁𠀂𠀃", "աբգդեզէըթժ",
    ]

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

    mutating func domain() -> String {
        let labels = (0..<Int.random(in: 1..<4, using: &self)).map { _ in label() }
        return (labels + ["example"]).joined(separator: ".")
    }

    private mutating func label() -> String {
        let letters = Array(scripts.randomElement(using: &self) ?? "")
        let count = Int.random(in: 1..<14, using: &self)
        return String((0..<count).compactMap { _ in letters.randomElement(using: &self) })
    }
}

/// libidn2, the GNU implementation of IDNA2008.
private struct IDN2: Sendable {
    static let shared = IDN2()

    struct Refusal: Error {
        var code: Int32
    }

    private typealias Convert =
        @Sendable @convention(c) (
            UnsafePointer<CChar>, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>, Int32
        ) -> Int32
    private typealias Free = @Sendable @convention(c) (UnsafeMutableRawPointer?) -> Void

    private let convert: Convert
    private let free: Free

    /// Loads the library; nil if it is not installed.
    private init?() {
        guard let library = dlopen("libidn2.so.0", RTLD_NOW),
            let convert = dlsym(library, "idn2_to_ascii_8z"),
            let free = dlsym(library, "idn2_free")
        else { return nil }
        self.convert = unsafeBitCast(convert, to: Convert.self)
        self.free = unsafeBitCast(free, to: Free.self)
    }

    func asciiDomain(_ domain: String) throws -> String {
        var output: UnsafeMutablePointer<CChar>?
        // IDN2_NONTRANSITIONAL: ß stays a letter of its own.
        let code = convert(domain, &output, 8)
        guard code == 0, let output else { throw Refusal(code: code) }
        defer { free(output) }
        return String(cString: output)
    }
}
