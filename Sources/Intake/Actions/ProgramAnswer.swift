// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import Platform
import SystemMailbox

/// What came of running a program.
enum ProgramAnswer: Equatable {
    /// It made this record.
    case record(ProgramRecord)
    /// It did not, and may yet; why.
    case tryAgain(String)
    /// It did not and will not; why.
    case failed(String)

    /// The longest number or field name that is a record's, in bytes.
    private static let numberLimitInBytes = 200
    /// The longest URL, in bytes.
    private static let urlLimitInBytes = 2_000

    /// Reads the outcome of a run that had so many microseconds.
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
                "\(path) asked to be run again (status \(ExitStatus.temporary.rawValue))\(said)")
        case .exited(let status):
            self = .failed("\(path) ended with status \(status)\(said)")
        case .killed(let signal):
            self = .tryAgain("\(path) was ended by signal \(signal)\(said)")
        case .timedOut:
            let time =
                timeLimit < 1_000_000
                ? "\(timeLimit / 1000) ms" : "\(timeLimit / 1_000_000) s"
            self = .tryAgain("\(path) took more than \(time) and was ended\(said)")
        case .tooMuchOutput:
            self = .failed(
                "\(path): too much output, more than \(ProgramRunner.outputLimitInBytes) bytes\(said)"
            )
        case .notStarted(let code):
            self = .tryAgain("\(path) could not be started: \(SystemError.text(of: code))")
        }
    }

    /// What is wrong with an answer.
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
            throw Problem(text: "its output is no JSON (\(error))")
        }
        guard case .object = json else { throw Problem(text: "its output is no JSON object") }
        var record = ProgramRecord(program: program, number: try number(json["number"]))
        record.url = try url(json["url"])
        switch json["fields"] {
        case .object(let fields): record.fields = fields
        case nil, .null: break
        default: throw Problem(text: "its \"fields\" is no object")
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
                text: "its \"number\" is neither an integer nor a line of up to"
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
                text: "its \"url\" is no https:// or http:// address of up to"
                    + " \(urlLimitInBytes) bytes")
        }
    }

    /// Whether it is one line that is not empty.
    private static func isLine(_ text: String, limitInBytes limit: Int) -> Bool {
        !text.isEmpty && text.utf8.count <= limit
            && !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
