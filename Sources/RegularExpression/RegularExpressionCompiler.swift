// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Compiles the parts of an expression into instructions; repetitions are expanded into copies.
struct RegularExpressionCompiler {
    private var program: Program

    init(sets: [ScalarSet]) {
        program = Program(sets: sets)
    }

    mutating func compile(_ node: Node) throws(RegularExpressionError) -> Program {
        try add(node)
        try emit(.found)
        return program
    }

    private var next: Int { program.instructions.count }

    private mutating func emit(_ instruction: Program.Instruction) throws(RegularExpressionError) {
        guard next < RegularExpressionLimits.states else { throw .tooManyStates }
        program.instructions.append(instruction)
    }

    private mutating func add(_ node: Node) throws(RegularExpressionError) {
        switch node {
        case .empty: break
        case .scalar(let scalar): try emit(.scalar(scalar))
        case .any: try emit(.any)
        case .set(let number): try emit(.set(number))
        case .assertion(let assertion): try emit(.assertion(assertion))
        case .sequence(let parts): for part in parts { try add(part) }
        case .alternatives(let branches): try addAlternatives(branches)
        case .repeated(let part, let least, let most):
            try addRepeated(part, least: least, most: most)
        }
    }

    private mutating func addAlternatives(_ branches: [Node]) throws(RegularExpressionError) {
        var jumps: [Int] = []
        for branch in branches.dropLast() {
            let split = next
            try emit(.split(split + 1, 0))
            try add(branch)
            jumps.append(next)
            try emit(.jump(0))
            program.instructions[split] = .split(split + 1, next)
        }
        if let last = branches.last { try add(last) }
        for jump in jumps { program.instructions[jump] = .jump(next) }
    }

    private mutating func addRepeated(
        _ part: Node, least: Int, most: Int?
    ) throws(RegularExpressionError) {
        for _ in 0..<least {
            let before = next
            try add(part)
            // Repeating an empty part matches nothing more.
            if next == before { return }
        }
        guard let most else {
            let split = next
            try emit(.split(split + 1, 0))
            try add(part)
            try emit(.jump(split))
            program.instructions[split] = .split(split + 1, next)
            return
        }
        var splits: [Int] = []
        for _ in least..<most {
            splits.append(next)
            try emit(.split(next + 1, 0))
            try add(part)
        }
        for split in splits { program.instructions[split] = .split(split + 1, next) }
    }
}
