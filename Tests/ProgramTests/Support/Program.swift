// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import CPlatform
import Foundation
import Glibc
import Testing

/// One of the built programs, to be run as a mail server runs it.
struct Program: Sendable {
    /// Where it is.
    let path: String

    /// The filter that was built with the tests.
    static let filter = Program(path: directory + "/mailclerk")

    /// The program for people, likewise.
    static let control = Program(path: directory + "/mailclerkctl")

    /// The directory of the built programs: the runner is in it or below.
    private static let directory: String = {
        var directory = URL(fileURLWithPath: CommandLine.arguments[0]).standardizedFileURL
        while directory.path != "/" {
            directory.deleteLastPathComponent()
            let program = directory.appendingPathComponent("mailclerk").path
            if FileManager.default.isExecutableFile(atPath: program) { return directory.path }
        }
        return "/the programs are not built"
    }()

    /// The environment of a program that a mail server starts.
    static let plainEnvironment = ["PATH": "/usr/bin:/bin"]

    /// Starts it; `wrapper` is a command that runs another one.
    func start(
        _ arguments: [String], environment: [String: String] = plainEnvironment,
        through wrapper: [String] = [], closing closed: [Int32] = []
    ) throws -> RunningProgram {
        try RunningProgram(
            wrapper + [path] + arguments, environment: environment, closing: closed)
    }

    /// Runs it with this on standard input.
    func run(
        _ arguments: [String], input: [UInt8] = [],
        environment: [String: String] = plainEnvironment, through wrapper: [String] = [],
        closing closed: [Int32] = []
    ) throws -> Outcome {
        let running = try start(
            arguments, environment: environment, through: wrapper, closing: closed)
        running.write(input)
        return running.wait()
    }
}
