// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import InternetMessage
import Platform
import Trial
import Views

/// `parse`: parses a message and prints it as JSON, or measures the parser.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse", abstract: "Parse the message on standard input; print it as JSON.")

    @OptionGroup var global: GlobalOptions

    @Option("directory", help: "Measure the parser with the files in this directory instead.")
    var bench: String?

    @Flag(help: "With --bench, also decode text parts.")
    var benchText = false

    @Argument(help: "With --bench, the number of megabytes to parse.")
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
