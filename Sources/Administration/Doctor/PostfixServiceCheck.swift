// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Checks Postfix's pipe(8) services: user, `null_sender=`, time limit and program.
enum PostfixServiceCheck {
    static func results(
        _ postfix: PostfixSetup, owner: Account, deadlineInSeconds: Int
    ) -> [CheckResult] {
        postfix.services.flatMap { service in
            let place = "\(postfix.directory)/master.cf: \(service.name)"
            var results = PipeUserCheck.results(
                user: service.user, place: place, owner: owner)
            if service.attributes["null_sender"] != "" {
                results.append(
                    CheckResult(
                        level: .warning, name: "null-sender",
                        message: "\(place) has no null_sender=, so bounces come from MAILER-DAEMON",
                        remedy: "add null_sender= before argv="))
            }
            results += envelope(of: service, place: place)
            results += TimeLimitCheck.results(
                limit: postfix.seconds("\(service.name)_time_limit")
                    ?? postfix.seconds("command_time_limit"),
                setting: "\(postfix.directory)/main.cf: \(service.name)_time_limit",
                deadline: service.command.deadlineInSeconds ?? deadlineInSeconds)
            if let problem = service.command.problem(name: "program", place: place, user: owner) {
                results.append(problem)
            }
            return results
        }
    }

    /// Checks whether arguments or header fields give the filter the envelope sender and recipient.
    private static func envelope(of service: PostfixService, place: String) -> [CheckResult] {
        var results: [CheckResult] = []
        func add(_ message: String, _ remedy: String) {
            results.append(
                CheckResult(
                    level: .error, name: "envelope", message: "\(place) \(message)", remedy: remedy)
            )
        }
        if !service.passes("sender"), !service.has(flag: "R") {
            add(
                "does not pass the envelope sender, so nobody gets a reply", "add -f ${sender}")
        }
        let tellsRecipient =
            service.passes("recipient") || service.passes("original_recipient")
            || service.arguments.contains { $0.hasPrefix("-m") }
        if !tellsRecipient, !service.has(flag: "O"), !service.has(flag: "D") {
            add("does not pass the envelope recipient", "add -r ${recipient}")
        }
        return results
    }
}
