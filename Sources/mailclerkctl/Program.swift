// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import ArgumentParser
import Intake
import Platform
import Store
import SystemMailbox

/// The entry point of mailclerkctl: reads the command line, runs a command and exits.
@main
enum Program {
    static func main() {
        _ = FilterProcess.prepare(quietUnlessTerminal: false)
        do { try AgentEntry.scrubEnvironment() } catch { end(report(error, [])) }
        guard let arguments = OwnProcess.arguments else { end(.usage) }
        if arguments.prefix(while: { $0 != "--" }).contains("--version") {
            Terminal.write("mailclerkctl \(Version.text)\n")
            end(.done)
        }
        let arranged = GlobalOptionOrder.arranged(arguments)
        do {
            var command = try RootCommand.parseAsRoot(arranged)
            try command.run()
        } catch let code as ExitCode {
            FilterProcess.exit(code.rawValue)
        } catch {
            end(report(error, arranged))
        }
        end(.done)
    }

    /// Prints a message for an error and returns the status for it.
    private static func report(_ error: any Error, _ arguments: [String]) -> ExitStatus {
        // The parser throws help texts and completion scripts as errors.
        if RootCommand.exitCode(for: error) == .success {
            Terminal.write(RootCommand.fullMessage(for: error) + "\n")
            return .done
        }
        if RootCommand.exitCode(for: error) == .validationFailure {
            printError(UsageError.text(RootCommand.message(for: error), arguments: arguments))
            return .usage
        }
        printError(StoreFailure.text(of: error, store: location(in: arguments)))
        return ExitStatus(of: error)
    }

    private static func location(in arguments: [String]) -> StoreLocation {
        let option = arguments.last { $0.hasPrefix("--store=") }
        return StoreLocation(option: option.map { String($0.dropFirst(8)) })
    }

    private static func printError(_ message: String) {
        let line = Terminal.sanitised(message)
        Terminal.write("mailclerkctl: \(line)\n", to: .error)
    }

    private static func end(_ status: ExitStatus) -> Never {
        FilterProcess.exit(status.rawValue)
    }
}
