// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc
import Store
import SystemMailbox
import TestSupport
import Testing

/// What people do with a site: mailclerkctl on its store.
extension Site {
    /// Runs a command, as the store's owner unless something else is said.
    func control(
        _ arguments: [String], input: String = "", environment: [String: String] = [:],
        through wrapper: [String] = []
    ) throws -> Outcome {
        try Program.control.run(
            arguments + ["--store", storePath], input: Array(input.utf8),
            environment: Program.plainEnvironment.merging(environment) { $1 }, through: wrapper)
    }

    /// The JSON objects that a command prints; the command must succeed.
    func objects(_ arguments: [String], input: String = "") throws -> [[String: Any]] {
        let outcome = try control(arguments + ["--json"], input: input)
        try #require(outcome.status == 0, "\(arguments): \(outcome.error)")
        return try outcome.output.split(separator: "\n").map { line in
            let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
            return try #require(value as? [String: Any])
        }
    }

    /// The one JSON object that a command prints.
    func object(_ arguments: [String], input: String = "") throws -> [String: Any] {
        let objects = try objects(arguments, input: input)
        try #require(objects.count == 1)
        return objects[0]
    }

    /// The events in the journal of an email, oldest first.
    func events(_ emailID: Int64) throws -> [String] {
        try query { try $0.journal(emailID: emailID).map(\.event.rawValue) }
    }
}
