// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation

/// A program that replaces sendmail and stores each message that it receives.
package struct FakeSendmail {
    /// A message that the program received.
    package struct Handed: Equatable {
        /// The arguments of the program, without its name.
        package let arguments: [String]
        /// The message.
        package let message: String
    }

    /// The path of the program.
    package let path: String
    private let directory: String

    /// Creates the program in a directory.
    package init(in directory: String) throws {
        path = directory + "/sendmail"
        self.directory = directory + "/sent"
        try FileManager.default.createDirectory(
            atPath: self.directory, withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o777])
        // The mode must not depend on the umask, because another user may run the filter.
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o777], ofItemAtPath: self.directory)
        try work()
    }

    /// Makes the program accept messages from now on.
    package func work() throws {
        try become(
            """
            umask 022
            PATH=/usr/bin:/bin
            part=$(mktemp -d '\(directory)/part-XXXXXXXX') || exit 75
            printf '%s\\n' "$@" > "$part/arguments"
            cat > "$part/message"
            mv "$part" '\(directory)'/mail-"${part##*-}"
            """)
    }

    /// Makes the program run these shell commands from now on.
    package func become(_ commands: String, mode: Int = 0o755) throws {
        let next = path + ".next"
        try Data("#!/bin/sh\n\(commands)\n".utf8).write(to: URL(fileURLWithPath: next))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: next)
        guard rename(next, path) == 0 else { throw CocoaError(.fileWriteUnknown) }
    }

    /// Returns the received messages, in no particular order.
    package func handed() throws -> [Handed] {
        try FileManager.default.contentsOfDirectory(atPath: directory)
            .filter { $0.hasPrefix("mail-") }
            .map { name in
                func read(_ part: String) throws -> String {
                    let url = URL(fileURLWithPath: "\(directory)/\(name)/\(part)")
                    return String(decoding: try Data(contentsOf: url), as: UTF8.self)
                }
                let arguments = try read("arguments").split(
                    separator: "\n", omittingEmptySubsequences: false)
                return Handed(
                    arguments: arguments.dropLast().map(String.init), message: try read("message"))
            }
    }
}
