// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A POSIX extended regular expression (POSIX.1-2017 XBD 9.4), matched without regard to case.
///
/// mailclerk has its own implementation because the search time must be bounded for any text that
/// an untrusted sender writes: glibc takes minutes for `(a|b)*a(a|b){30}c` in 64 KB. A search here
/// tracks all states at once (Thompson 1968), so it takes at most states times characters steps,
/// and needs memory only for two lists of states.
///
/// Characters are Unicode code points. Common extensions of POSIX are supported: `\w`, `\W`, `\s`,
/// `\S`, `\b`, `\B`, `\<` and `\>`. Back-references are errors, because their search time is
/// unbounded.
package struct RegularExpression: Sendable {
    let program: Program

    /// Parses an expression.
    ///
    /// - Parameter pattern: The text of the expression.
    /// - Throws: The first error in the pattern.
    package init(parsing pattern: String) throws(RegularExpressionError) {
        var parser = try RegularExpressionParser(pattern)
        let node = try parser.parse()
        var compiler = RegularExpressionCompiler(sets: parser.sets)
        program = try compiler.compile(node)
    }

    /// Returns whether the expression matches anywhere in a text.
    ///
    /// The time is proportional to the number of states times the length of the text.
    package func isFound(in text: String) -> Bool {
        var search = RegularExpressionSearch(program, in: text)
        return search.run()
    }
}

/// The compiled form of an expression; each instruction is a state of the search.
struct Program: Sendable {
    enum Instruction: Sendable {
        /// Matches one character with this folded form.
        case scalar(UInt32)
        /// Matches any character.
        case any
        /// Matches one character of the set with this index.
        case set(Int)
        /// Continues if the assertion holds at the current position.
        case assertion(Assertion)
        /// Continues at both instructions.
        case split(Int, Int)
        case jump(Int)
        /// Reports a match.
        case found
    }

    enum Assertion: Sendable {
        case textStart, textEnd, wordStart, wordEnd, wordBoundary, noWordBoundary
    }

    var instructions: [Instruction] = []
    var sets: [ScalarSet]
}
