// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A POSIX extended regular expression (POSIX.1-2017 XBD 9.4), matched without regard to case.
///
/// It is written here because the time of a search must have a bound whatever a stranger wrote:
/// glibc's takes minutes for `(a|b)*a(a|b){30}c` in 64 KB. A search here follows all states at once
/// (Thompson 1968), so that it takes at most states times characters steps, and no memory but two
/// lists of states.
///
/// Characters are Unicode code points. Beyond POSIX, as other programs have them: `\w`, `\W`, `\s`,
/// `\S`, `\b`, `\B`, `\<` and `\>`. Back-references, whose time has no bound, are errors.
package struct RegularExpression: Sendable {
    let program: Program

    /// Reads an expression.
    ///
    /// - Parameter pattern: its text.
    /// - Throws: the first thing that is wrong with it.
    package init(parsing pattern: String) throws(RegularExpressionError) {
        var parser = try RegularExpressionParser(pattern)
        let node = try parser.parse()
        var compiler = RegularExpressionCompiler(sets: parser.sets)
        program = try compiler.compile(node)
    }

    /// Whether the expression is found anywhere in a text.
    ///
    /// Takes time in proportion to the states of the expression times the length of the text.
    package func isFound(in text: String) -> Bool {
        var search = RegularExpressionSearch(program, in: text)
        return search.run()
    }
}

/// What a search does, one state an instruction.
struct Program: Sendable {
    enum Instruction: Sendable {
        /// Takes one character whose folded form is this one.
        case scalar(UInt32)
        /// Takes any one character.
        case any
        /// Takes one character of the set with this number.
        case set(Int)
        /// Goes on where the place is such a one.
        case assertion(Assertion)
        /// Goes on at both.
        case split(Int, Int)
        case jump(Int)
        /// The expression is found.
        case found
    }

    enum Assertion: Sendable {
        case textStart, textEnd, wordStart, wordEnd, wordBoundary, noWordBoundary
    }

    var instructions: [Instruction] = []
    var sets: [ScalarSet]
}
