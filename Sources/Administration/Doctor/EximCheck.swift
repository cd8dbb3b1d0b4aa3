// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Checks Exim's pipe transports: options, user, time limit and program.
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
                        message: "\(place) has no freeze_signal, so mail bounces if the program"
                            + " is killed",
                        remedy: "add freeze_signal to the transport"))
            }
            if transport.has("return_output") {
                results.append(
                    CheckResult(
                        level: .error, name: "return-output",
                        message: "\(place) has return_output, so mail bounces whenever the program"
                            + " prints anything",
                        remedy: "use return_fail_output instead"))
            }
            results += statuses(of: transport, place: place)
            // Without a user in the transport, a router may set it.
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

    /// Checks whether Exim interprets the filter's exit statuses correctly.
    private static func statuses(of transport: EximTransport, place: String) -> [CheckResult] {
        if transport.has("ignore_status") {
            return [
                CheckResult(
                    level: .error, name: "exit-status",
                    message: "\(place) has ignore_status, so mail that cannot be stored is lost",
                    remedy: "remove ignore_status from the transport")
            ]
        }
        guard let text = transport.options["temp_errors"] else { return [] }
        let statuses = text.split { $0 == ":" || $0.isWhitespace }
        if statuses.contains("*") || statuses.contains("67") {
            return [
                CheckResult(
                    level: .warning, name: "exit-status",
                    message: "\(place) has 67 in temp_errors, so mail to unknown addresses is"
                        + " deferred for days",
                    remedy: "remove temp_errors from the transport")
            ]
        }
        guard !statuses.contains("75") else { return [] }
        return [
            CheckResult(
                level: .error, name: "exit-status",
                message: "\(place) has no 75 in temp_errors, so mail bounces if the store is"
                    + " busy",
                remedy: "remove temp_errors from the transport")
        ]
    }

    /// Parses a time in Exim's syntax: `5m`, `1h30m`; returns nil if it is invalid.
    private static func seconds(_ text: String?) -> Int? {
        guard let text, text.wholeMatch(of: /([0-9]+[wdhms])+/) != nil else { return nil }
        let units = ["w": 604_800, "d": 86_400, "h": 3600, "m": 60, "s": 1]
        return text.matches(of: /([0-9]{1,9})([wdhms])/).reduce(0) { sum, match in
            sum + (Int(match.1) ?? 0) * (units[String(match.2)] ?? 0)
        }
    }
}
