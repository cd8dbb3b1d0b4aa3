// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// A pipe transport of Exim: `freeze_signal`, `return_output`, its user, its time, its program.
enum EximCheck {
    static func results(
        _ transports: [EximTransport], file: String, owner: Account, deadlineInSeconds: Int
    ) -> [CheckResult] {
        transports.flatMap { transport in
            let place = "\(file): \(transport.name)"
            var results: [CheckResult] = []
            if !transport.has("freeze_signal") {
                results.append(
                    CheckResult(
                        level: .error, name: "freeze-signal",
                        message: "\(place) has no freeze_signal, so mail bounces when the program"
                            + " is killed",
                        remedy: "write freeze_signal into the transport"))
            }
            if transport.has("return_output") {
                results.append(
                    CheckResult(
                        level: .error, name: "return-output",
                        message: "\(place) has return_output, so mail bounces whenever anything is"
                            + " printed",
                        remedy: "write return_fail_output in its place"))
            }
            results += statuses(of: transport, place: place)
            // Where it names none, a router may.
            if let user = transport.options["user"] {
                results += PipeUserCheck.results(user: user, place: place, owner: owner)
            }
            results += TimeLimitCheck.results(
                limit: seconds(transport.options["timeout"]), setting: "\(place): timeout",
                deadline: transport.command?.deadlineInSeconds ?? deadlineInSeconds)
            if let problem = transport.command?.problem(
                name: "program", place: place, user: owner)
            {
                results.append(problem)
            }
            return results
        }
    }

    /// Whether the filter's exit status means to Exim what it says.
    private static func statuses(of transport: EximTransport, place: String) -> [CheckResult] {
        if transport.has("ignore_status") {
            return [
                CheckResult(
                    level: .error, name: "exit-status",
                    message: "\(place) has ignore_status, so mail that can't be kept is lost",
                    remedy: "take ignore_status out of the transport")
            ]
        }
        guard let text = transport.options["temp_errors"] else { return [] }
        let statuses = text.split { $0 == ":" || $0.isWhitespace }
        if statuses.contains("*") || statuses.contains("67") {
            return [
                CheckResult(
                    level: .warning, name: "exit-status",
                    message: "\(place) has 67 among its temp_errors, so mail to unknown addresses"
                        + " waits for days",
                    remedy: "take temp_errors out of the transport")
            ]
        }
        guard !statuses.contains("75") else { return [] }
        return [
            CheckResult(
                level: .error, name: "exit-status",
                message: "\(place) leaves 75 out of temp_errors, so mail bounces when the store is"
                    + " busy",
                remedy: "take temp_errors out of the transport")
        ]
    }

    /// A time as Exim writes it: `5m`, `1h30m`; nil for none.
    private static func seconds(_ text: String?) -> Int? {
        guard let text, text.wholeMatch(of: /([0-9]+[wdhms])+/) != nil else { return nil }
        let units = ["w": 604_800, "d": 86_400, "h": 3600, "m": 60, "s": 1]
        return text.matches(of: /([0-9]{1,9})([wdhms])/).reduce(0) { sum, match in
            sum + (Int(match.1) ?? 0) * (units[String(match.2)] ?? 0)
        }
    }
}
