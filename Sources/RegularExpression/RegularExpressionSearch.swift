// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Searches a text by tracking all possible states of the expression, character by character.
struct RegularExpressionSearch {
    private let program: Program
    private let text: [Unicode.Scalar]
    /// The states that need another character.
    private var waiting: [Int] = []
    /// The position at which each state was last reached, so that each is followed once per
    /// position.
    private var reachedAt: [Int]
    /// For each set, whether the character at a position is in it; computed once per position.
    private var answers: [(place: Int, isIn: Bool)]
    private var pending: [Int] = []
    /// The number of steps so far, for tests.
    private(set) var steps = 0

    init(_ program: Program, in text: String) {
        self.program = program
        self.text = Array(text.unicodeScalars)
        reachedAt = Array(repeating: -1, count: program.instructions.count)
        answers = Array(repeating: (-1, false), count: program.sets.count)
    }

    /// Returns whether the expression occurs in the text.
    mutating func run() -> Bool {
        for place in text.indices {
            // A match may begin at any position.
            if follow(0, at: place) { return true }
            let forms = ScalarForms(text[place])
            let states = waiting
            waiting.removeAll(keepingCapacity: true)
            for state in states where takes(forms, state, at: place) {
                if follow(state + 1, at: place + 1) { return true }
            }
        }
        return follow(0, at: text.count)
    }

    private mutating func takes(_ forms: ScalarForms, _ state: Int, at place: Int) -> Bool {
        switch program.instructions[state] {
        case .scalar(let wanted): return wanted == forms.folded
        case .any: return true
        case .set(let number):
            if answers[number].place != place {
                answers[number] = (place, program.sets[number].contains(forms))
            }
            return answers[number].isIn
        case .assertion, .split, .jump, .found: return false
        }
    }

    /// Follows a state to those that need a character; returns true if the end is reached.
    private mutating func follow(_ start: Int, at place: Int) -> Bool {
        pending.append(start)
        while let state = pending.popLast() {
            guard reachedAt[state] != place else { continue }
            reachedAt[state] = place
            steps += 1
            switch program.instructions[state] {
            case .scalar, .any, .set: waiting.append(state)
            case .assertion(let assertion):
                if holds(assertion, at: place) { pending.append(state + 1) }
            case .split(let first, let second):
                pending.append(second)
                pending.append(first)
            case .jump(let target): pending.append(target)
            case .found: return true
            }
        }
        return false
    }

    private func holds(_ assertion: Program.Assertion, at place: Int) -> Bool {
        switch assertion {
        case .textStart: return place == 0
        case .textEnd: return place == text.count
        case .wordStart: return !isWord(place - 1) && isWord(place)
        case .wordEnd: return isWord(place - 1) && !isWord(place)
        case .wordBoundary: return isWord(place - 1) != isWord(place)
        case .noWordBoundary: return isWord(place - 1) == isWord(place)
        }
    }

    private func isWord(_ place: Int) -> Bool {
        text.indices.contains(place) && ScalarSet.Class.word.holds(text[place].value)
    }
}
