// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Testing

@testable import Platform

@Suite("Options of the filter", .serialized)
struct CommandLineOptionsTests {
    /// What a command line says, one text per option.
    private func read(_ arguments: String...) throws -> (options: [String], operands: [String]) {
        let parsed = try CommandLineOptions.parse(arguments, options: "r:f:m:s:t:q")
        return (parsed.options.map { "\($0.name)=\($0.value ?? "nil")" }, parsed.operands)
    }

    @Test("Options keep their order, operands may stand between them and may be empty")
    func order() throws {
        let (options, operands) = try read("-r", "a@b", "", "-rc@d", "e@f", "-f", "", "-qq")
        #expect(options == ["r=a@b", "r=c@d", "f=", "q=nil", "q=nil"])
        #expect(operands == ["", "e@f"])
    }

    @Test("After -- everything is an operand, and an option's operand may look like an option")
    func dashes() throws {
        let (options, operands) = try read("-f", "--", "-r", "-f", "--", "-t", "--help", "-")
        #expect(options == ["f=--", "r=-f"])
        #expect(operands == ["-t", "--help", "-"])
    }

    @Test("Bytes that are no ASCII pass")
    func unicode() throws {
        #expect(try read("-f", "støtte@exämple.com", "日本@例え").operands == ["日本@例え"])
    }

    @Test("The two long options")
    func long() throws {
        #expect(try read("--help", "--version").options == ["help=nil", "version=nil"])
    }

    @Test("An unknown option is named", arguments: ["-x", "--verbose", "--help=me"])
    func unknown(_ option: String) {
        #expect(throws: CommandLineOptions.Problem.unknownOption(option)) {
            try CommandLineOptions.parse(["-f", "a", option], options: "f:")
        }
    }

    @Test("A missing operand is named, and the next command line is read afresh")
    func missing() throws {
        #expect(throws: CommandLineOptions.Problem.missingOperand("-t")) {
            try CommandLineOptions.parse(["a", "-t"], options: "t:")
        }
        #expect(try read("-t", "5").options == ["t=5"])
    }
}
