// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import CPlatform
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The command line of a small program, parsed by the C library's getopt_long.
///
/// Options may follow operands, and `--` ends the options. The only long options are `--help` and
/// `--version`. An empty operand is valid, because Postfix passes an empty `${extension}` in this
/// way.
package struct CommandLineOptions: Equatable, Sendable {
    /// An option on the command line.
    package struct Option: Equatable, Sendable {
        /// The option's letter, or `help` or `version`.
        package let name: String
        /// Its operand, which may be empty; nil for an option without an operand.
        package let value: String?
    }

    /// An error in a command line.
    package enum Problem: Error, Equatable, Sendable {
        /// An unknown option, with its dashes.
        case unknownOption(String)
        /// An option, with its dash, whose operand is missing.
        case missingOperand(String)
    }

    /// The options in their order.
    package let options: [Option]
    /// The operands in their order.
    package let operands: [String]

    /// Parses a command line; not thread-safe, because getopt_long is not.
    ///
    /// - Parameters:
    ///   - arguments: The arguments without the program's name. Swift's `CommandLine.arguments` has
    ///     already replaced bytes that are not UTF-8 by U+FFFD.
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
            // "-": operands are returned in order, as option 1, regardless of POSIXLY_CORRECT.
            let option = unsafe cplatform_next_option(
                count, vector.pointers, "-:" + letters, &operand, &letter, &next)
            let value = unsafe operand.map { unsafe String(cString: $0) }
            switch option {
            case -1:
                // The arguments after "--".
                operands += unsafe (Int(next)..<vector.count).compactMap {
                    unsafe vector.text(at: $0)
                }
                return CommandLineOptions(options: options, operands: operands)
            case 1: operands.append(value ?? "")
            case CPLATFORM_OPTION_HELP: options.append(Option(name: "help", value: nil))
            case CPLATFORM_OPTION_VERSION: options.append(Option(name: "version", value: nil))
            case Int32(UInt8(ascii: ":")): throw .missingOperand(name(of: letter))
            case Int32(UInt8(ascii: "?")):
                // For a long option the letter is 0, or a number above 255.
                let isShort = (1...255).contains(letter)
                let given = unsafe vector.text(at: Int(next) - 1) ?? ""
                throw .unknownOption(isShort ? name(of: letter) : given)
            default:
                options.append(Option(name: String(name(of: option).dropFirst()), value: value))
            }
        }
    }

    /// Returns a letter with its dash.
    private static func name(of letter: Int32) -> String {
        "-" + String(Unicode.Scalar(UInt8(truncatingIfNeeded: letter)))
    }
}

extension CommandLineOptions.Problem: CustomStringConvertible {
    /// A human-readable message.
    package var description: String {
        switch self {
        case .unknownOption(let option): "unknown option \(option)"
        case .missingOperand(let option): "option \(option) needs an operand"
        }
    }
}
