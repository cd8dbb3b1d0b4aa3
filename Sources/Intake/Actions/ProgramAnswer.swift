// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform
import SystemMailbox

/// The result of running a program, parsed from its output and exit status.
enum ProgramAnswer: Equatable {
    /// The program created this record.
    case record(ProgramRecord)
    /// The program created no record and is to be run again; the reason.
    case tryAgain(String)
    /// The program failed permanently; the reason.
    case failed(String)

    /// The maximum length of a record's number.
    private static let numberLimitInBytes = 200
    /// The maximum length of a URL.
    private static let urlLimitInBytes = 2_000

    /// Interprets the outcome of a run whose limit was `timeLimit` microseconds.
    init(_ outcome: ChildOutcome, program: String, path: String, timeLimit: Int64) {
        let said = ChildOutcome.said(outcome.errorOutput)
        switch outcome.ending {
        case .exited(ExitStatus.done.rawValue):
            do throws(Problem) {
                self = .record(try Self.record(outcome.output, program: program))
            } catch {
                self = .failed("\(path): \(error.text)\(said)")
            }
        case .exited(ExitStatus.temporary.rawValue):
            self = .tryAgain(
                "\(path) requested a retry (status \(ExitStatus.temporary.rawValue))\(said)")
        case .exited(let status):
            self = .failed("\(path) exited with status \(status)\(said)")
        case .killed(let signal):
            self = .tryAgain("\(path) was killed by signal \(signal)\(said)")
        case .timedOut:
            let time =
                timeLimit < 1_000_000
                ? "\(timeLimit / 1000) ms" : "\(timeLimit / 1_000_000) s"
            self = .tryAgain("\(path) timed out after \(time)\(said)")
        case .tooMuchOutput:
            self = .failed(
                "\(path): too much output, more than"
                    + " \(ProgramRunner.outputLimitInBytes) bytes\(said)")
        case .notStarted(let code):
            self = .tryAgain("cannot start \(path): \(SystemError.text(of: code))")
        }
    }

    /// An error in a program's output.
    private struct Problem: Error {
        let text: String
    }

    private static func record(
        _ output: [UInt8], program: String
    ) throws(Problem) -> ProgramRecord {
        let json: JSON
        do {
            json = try JSON(parsing: output)
        } catch {
            throw Problem(text: "its output is not JSON (\(error))")
        }
        guard case .object = json else { throw Problem(text: "its output is not a JSON object") }
        var record = ProgramRecord(program: program, number: try number(json["number"]))
        record.url = try url(json["url"])
        switch json["fields"] {
        case .object(let fields): record.fields = fields
        case nil, .null: break
        default: throw Problem(text: "its \"fields\" is not an object")
        }
        return record
    }

    private static func number(_ value: JSON?) throws(Problem) -> String {
        switch value {
        case .integer(let number): return String(number)
        case .string(let text) where isLine(text, limitInBytes: numberLimitInBytes): return text
        case nil, .null: throw Problem(text: "its output has no \"number\"")
        default:
            throw Problem(
                text: "its \"number\" must be an integer or one line of at most"
                    + " \(numberLimitInBytes) bytes")
        }
    }

    private static func url(_ value: JSON?) throws(Problem) -> String? {
        switch value {
        case nil, .null: return nil
        case .string(let text)
        where isLine(text, limitInBytes: urlLimitInBytes)
            && (text.utf8.starts(with: "https://".utf8) || text.utf8.starts(with: "http://".utf8)):
            return text
        default:
            throw Problem(
                text: "its \"url\" must begin with https:// or http:// and have at most"
                    + " \(urlLimitInBytes) bytes")
        }
    }

    /// Returns whether the text is one line and not empty.
    private static func isLine(_ text: String, limitInBytes limit: Int) -> Bool {
        !text.isEmpty && text.utf8.count <= limit
            && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
