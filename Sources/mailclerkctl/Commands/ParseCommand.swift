// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Views
import InternetMessage
import Platform

/// `parse`: a message as the parser reads it.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse", abstract: "Print a message, read from standard input, as JSON.")

    @OptionGroup var global: GlobalOptions

    @Option(
        help: ArgumentHelp(
            "Time the parser over the files of a directory instead.", valueName: "directory"))
    var bench: String?

    @Flag(help: "With --bench, undo the charset of text too.")
    var benchText = false

    @Argument(help: "With --bench, how many megabytes to parse.")
    var megabytes: Double = 200

    func run() throws {
        if let bench {
            _ = try Session(global, for: .everybody, usesFiles: true)
            var benchmark = try ParseBenchmark(directory: bench, decodesText: benchText)
            let output = Output(isJSON: false)
            output.line(benchmark.run(untilBytes: Int(min(max(megabytes, 0), 1e9) * 1e6)))
            output.finish()
            return
        }
        let message = Message(try StandardInput.readAll().bytes)
        let output = Output(isJSON: true)
        ParsedMessageJSON(to: output.bytes).write(message)
        output.finish()
    }
}
