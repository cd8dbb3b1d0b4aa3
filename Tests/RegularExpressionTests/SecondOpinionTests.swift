// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Glibc
import Testing

@testable import RegularExpression

/// Expressions made at random find the same as those of the C library and of TRE.
@Suite struct SecondOpinionTests {
    /// glibc's regexec, which takes longer than anyone waits for some expressions but not for texts
    /// as short as these.
    @Test(arguments: 0..<10)
    func agreesWithTheCLibrary(round: Int) throws {
        var generator = ExpressionGenerator(seed: UInt64(round))
        let library = CLibraryExpressions()
        var found = 0
        for _ in 0..<400 {
            let pattern = generator.pattern()
            // Beside an assertion it takes a line end for the end of the text at times.
            let letters = ExpressionGenerator.letters + (pattern.hasAssertion ? [] : ["\n"])
            let texts = (0..<8).map { _ in generator.text(of: letters) }
            let theirs = try #require(library.find(pattern.text, in: texts), "\(pattern.text)")
            found += expectAgreement(pattern.text, texts, theirs)
        }
        #expect((400...2_800).contains(found))
    }

    @Test(.enabled(if: TRE.shared != nil, "needs TRE: apt install libtre5"), arguments: 0..<10)
    func agreesWithTRE(round: Int) throws {
        let library = try #require(TRE.shared)
        var generator = ExpressionGenerator(seed: UInt64(round))
        // It forgets the class of a bracket expression that is counted, and assertions in groups.
        generator.countsOnlyLetters = true
        generator.assertions = []
        var found = 0
        for _ in 0..<400 {
            let pattern = generator.pattern().text
            let texts = (0..<8).map { _ in
                generator.text(of: ExpressionGenerator.letters + ["\n"])
            }
            let theirs = try #require(library.find(pattern, in: texts), "\(pattern)")
            found += expectAgreement(pattern, texts, theirs)
        }
        #expect((400...2_800).contains(found))
    }

    /// Checks each text and returns how many of them have the expression.
    private func expectAgreement(_ pattern: String, _ texts: [String], _ theirs: [Bool]) -> Int {
        guard let expression = try? RegularExpression(parsing: pattern) else {
            Issue.record("refused: \(pattern)")
            return 0
        }
        for (text, isFound) in zip(texts, theirs) {
            #expect(
                expression.isFound(in: text) == isFound,
                "\(pattern) in \(text.debugDescription)")
        }
        return theirs.count { $0 }
    }

    /// Departures from POSIX and Unicode, which the expressions made at random avoid.
    ///
    /// When one of these fails, the library has changed.
    @Test(
        arguments: [
            // Without REG_NEWLINE the end of a line is no end of the text.
            ("a$\\W", "a\nb", false), ("\\W^b", "a\nb", false),
            // The second round of a group does not begin at the start, or at a word's.
            ("(^a){2}", "aa", false), ("(\\w{2}\\>){2}.b", "AAжÖ b ", false),
            // A character without case is no capital letter.
            ("[[:upper:]]", "日", false),
        ])
    func differsFromTheCLibrary(pattern: String, text: String, isFound: Bool) throws {
        #expect(try RegularExpression(parsing: pattern).isFound(in: text) == isFound)
        #expect(CLibraryExpressions().find(pattern, in: [text]) == [!isFound])
    }

    @Test(
        .enabled(if: TRE.shared != nil, "needs TRE: apt install libtre5"),
        arguments: [
            ("[[:digit:]]{2}", "c1c ", false), ("^(b?$1{0,2})*-", "--", true),
            ("\\B", "", true),
        ])
    func differsFromTRE(pattern: String, text: String, isFound: Bool) throws {
        #expect(try RegularExpression(parsing: pattern).isFound(in: text) == isFound)
        #expect(TRE.shared?.find(pattern, in: [text]) == [!isFound])
    }
}

/// Makes expressions and texts, the same ones for the same seed.
private struct ExpressionGenerator: RandomNumberGenerator {
    static let letters = [
        "a", "A", "b", "b", "a", "c", "1", "_", "-", " ", ".", "ä", "Ö", "ж", "日",
    ]

    struct Pattern {
        var text: String
        var hasAssertion: Bool
    }

    var assertions = ["^", "$", "\\b", "\\B", "\\<", "\\>"]
    var countsOnlyLetters = false
    private var state: UInt64
    private let single = ["a", "b", "A", "c", "1", "\\.", "ä", "Ö", "Ж", "日", "-"]
    private let sets = [
        ".", "[ab]", "[^ab]", "[[:alpha:]]", "[[:digit:]_]", "[^[:space:]]", "[a-c]", "[]b-]",
        "\\w", "\\W", "\\s", "\\S", "[äö]", "[^[:alnum:]]", "[[:punct:]]",
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

    mutating func text(of letters: [String]) -> String {
        (0..<Int.random(in: 0..<9, using: &self)).map { _ in pick(letters) }.joined()
    }

    /// An expression of at most 40 bytes, so that the C library is done with it soon.
    mutating func pattern() -> Pattern {
        while true {
            let text = alternatives(depth: 0)
            guard text.utf8.count <= 40 else { continue }
            // A negated set is taken for an assertion, too, which only chooses plainer texts.
            let signs = ["^", "$", "\\b", "\\B", "\\<", "\\>"]
            return Pattern(text: text, hasAssertion: signs.contains { text.contains($0) })
        }
    }

    private mutating func alternatives(depth: Int) -> String {
        var text = branch(depth: depth)
        while Int.random(in: 0..<4, using: &self) == 0 { text += "|" + branch(depth: depth) }
        return text
    }

    private mutating func branch(depth: Int) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 1..<5, using: &self) {
            switch Int.random(in: 0..<12, using: &self) {
            // In a group that is counted, both libraries lose assertions.
            case 0 where depth == 0 && !assertions.isEmpty: text += pick(assertions)
            case 1...4 where depth < 3:
                text += "(" + alternatives(depth: depth + 1) + ")"
                text += repetition(isLetter: false)
            case 5...8: text += pick(sets) + repetition(isLetter: false)
            default: text += pick(single) + repetition(isLetter: true)
            }
        }
        return text
    }

    private mutating func repetition(isLetter: Bool) -> String {
        let signs = ["", "", "", "", "*", "+", "?"]
        let counts = ["{2}", "{0,2}", "{1,}", "{2,3}"]
        return pick(isLetter || !countsOnlyLetters ? signs + counts : signs)
    }

    private mutating func pick(_ choices: [String]) -> String {
        choices.randomElement(using: &self) ?? ""
    }
}

/// Runs a function in a locale whose characters are Unicode's, as both libraries need it.
private func inUnicodeLocale<Result>(_ body: () -> Result) -> Result {
    let locale = newlocale(1 << LC_CTYPE, "C.UTF-8", nil)
    let before = uselocale(locale)
    defer {
        uselocale(before)
        locale.map { freelocale($0) }
    }
    return body()
}

/// regcomp(3) and regexec(3).
private struct CLibraryExpressions {
    /// Whether the expression is found in each text; nil if it is refused.
    func find(_ pattern: String, in texts: [String]) -> [Bool]? {
        inUnicodeLocale {
            var expression = regex_t()
            guard regcomp(&expression, pattern, REG_EXTENDED | REG_ICASE | REG_NOSUB) == 0 else {
                return nil
            }
            defer { regfree(&expression) }
            return texts.map { regexec(&expression, $0, 0, nil, 0) == 0 }
        }
    }
}

/// TRE, an implementation of POSIX expressions that shares no code with glibc's.
private struct TRE: Sendable {
    static let shared = TRE()

    private typealias Compile =
        @Sendable @convention(c) (
            UnsafeMutableRawPointer, UnsafePointer<wchar_t>, Int, Int32
        ) -> Int32
    private typealias Execute =
        @Sendable @convention(c) (
            UnsafeRawPointer, UnsafePointer<wchar_t>, Int, Int, UnsafeMutableRawPointer?, Int32
        ) -> Int32
    private typealias Free = @Sendable @convention(c) (UnsafeMutableRawPointer) -> Void

    private let compile: Compile
    private let execute: Execute
    private let free: Free

    /// Loads the library; nil if it is not installed.
    private init?() {
        guard let library = dlopen("libtre.so.5", RTLD_NOW),
            let compile = dlsym(library, "tre_regwncomp"),
            let execute = dlsym(library, "tre_regwnexec"),
            let free = dlsym(library, "tre_regfree")
        else { return nil }
        self.compile = unsafeBitCast(compile, to: Compile.self)
        self.execute = unsafeBitCast(execute, to: Execute.self)
        self.free = unsafeBitCast(free, to: Free.self)
    }

    /// Whether the expression is found in each text; nil if it is refused.
    func find(_ pattern: String, in texts: [String]) -> [Bool]? {
        // Its regex_t has two words.
        let expression = UnsafeMutableRawPointer.allocate(byteCount: 64, alignment: 16)
        expression.initializeMemory(as: UInt8.self, repeating: 0, count: 64)
        defer { expression.deallocate() }
        return inUnicodeLocale {
            let characters = wideCharacters(pattern)
            // REG_EXTENDED, REG_ICASE, REG_NOSUB
            guard compile(expression, characters, characters.count, 1 | 2 | 8) == 0 else {
                return nil
            }
            defer { free(expression) }
            return texts.map { text in
                let characters = wideCharacters(text)
                return execute(expression, characters, characters.count, 0, nil, 0) == 0
            }
        }
    }

    private func wideCharacters(_ text: String) -> [wchar_t] {
        text.unicodeScalars.map { wchar_t(bitPattern: $0.value) }
    }
}
