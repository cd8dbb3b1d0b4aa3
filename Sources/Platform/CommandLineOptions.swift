// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
import Glibc

/// The command line of a small program, read by the C library's getopt_long.
///
/// Options may follow operands, `--` ends the options, and of the long options there are just
/// `--help` and `--version`. An empty operand is one: Postfix passes an empty `${extension}` so.
package struct CommandLineOptions: Equatable, Sendable {
    /// One option as it was given.
    package struct Option: Equatable, Sendable {
        /// The option's letter, or `help` or `version`.
        package let name: String
        /// Its operand, which may be empty; nil for an option that takes none.
        package let value: String?
    }

    /// What is wrong with a command line.
    package enum Problem: Error, Equatable, Sendable {
        /// An option that the program doesn't have, with its dashes.
        case unknownOption(String)
        /// An option, with its dash, that came last and without its operand.
        case missingOperand(String)
    }

    /// The options in their order.
    package let options: [Option]
    /// What is no option, in its order.
    package let operands: [String]

    /// Reads a command line; for one thread at a time, as getopt_long is.
    ///
    /// - Parameters:
    ///   - arguments: The arguments without the program's name. Swift's `CommandLine.arguments` has
    ///     bytes that are no UTF-8 replaced by U+FFFD already.
    ///   - letters: The option letters, each followed by `:` if it takes an operand.
    /// - Returns: Options and operands.
    /// - Throws: The first ``Problem``; nothing is printed.
    package static func parse(
        _ arguments: [String], options letters: String
    ) throws(Problem) -> CommandLineOptions {
        let vector = unsafe CStringVector(["mailclerk"] + arguments)
        defer { unsafe vector.free() }
        let count = Int32(clamping: unsafe vector.count)
        var options: [Option] = []
        var operands: [String] = []
        var operand: UnsafePointer<CChar>?
        var letter: Int32 = 0
        var next: Int32 = 0
        cplatform_begin_options()
        while true {
            // "-": operands come in their order, as option 1, whatever POSIXLY_CORRECT says.
            let option = unsafe cplatform_next_option(
                count, vector.pointers, "-:" + letters, &operand, &letter, &next)
            let value = unsafe operand.map { unsafe String(cString: $0) }
            switch option {
            case -1:
                // What stands behind "--".
                operands += unsafe (Int(next)..<vector.count).compactMap {
                    unsafe vector.text(at: $0)
                }
                return CommandLineOptions(options: options, operands: operands)
            case 1: operands.append(value ?? "")
            case CPLATFORM_OPTION_HELP: options.append(Option(name: "help", value: nil))
            case CPLATFORM_OPTION_VERSION: options.append(Option(name: "version", value: nil))
            case Int32(UInt8(ascii: ":")): throw .missingOperand(name(of: letter))
            case Int32(UInt8(ascii: "?")):
                // A long option has no letter, or one of ours beyond the letters.
                let isShort = (1...255).contains(letter)
                let given = unsafe vector.text(at: Int(next) - 1) ?? ""
                throw .unknownOption(isShort ? name(of: letter) : given)
            default:
                options.append(Option(name: String(name(of: option).dropFirst()), value: value))
            }
        }
    }

    /// A letter with its dash.
    private static func name(of letter: Int32) -> String {
        "-" + String(Unicode.Scalar(UInt8(truncatingIfNeeded: letter)))
    }
}

extension CommandLineOptions.Problem: CustomStringConvertible {
    /// The problem as prose.
    package var description: String {
        switch self {
        case .unknownOption(let option): "unknown option \(option)"
        case .missingOperand(let option): "option \(option) needs an operand"
        }
    }
}
