// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A message as the mail server hands it over: its bytes, the command line and the environment.
package struct Arrival: Sendable {
    /// What a delivery does beyond storing the message.
    package struct Effects: Equatable, Sendable {
        /// Whether records are created and changed.
        package var acts = true
        /// Whether automatic replies are sent.
        package var replies = true

        /// Everything is done, as in a delivery by the mail server.
        package init() {}
    }

    /// All bytes of standard input.
    package var input: [UInt8]
    /// The addresses of `-r` and of the operands.
    package var recipients: [String] = []
    /// The address of `-f`; nil if the option was not given.
    package var sender: String?
    /// The envelope sender to assume if nothing names it; nil in a delivery.
    package var assumedSender: String?
    /// The mailbox of `-m`; nil if the option was not given.
    package var mailboxName: String?
    /// The environment of the program as names and values; the first entry of a name is used.
    package var environment: [(name: String, value: String)] = []
    /// What is done beyond storing the message: everything, unless an import, a recovery or a
    /// replay limits it.
    package var effects = Effects()
    /// The time of arrival, in microseconds since 1970, UTC.
    package var receivedAt: Int64

    /// Returns the value of an environment variable, or nil if it is not set.
    package func variable(_ name: String) -> String? {
        environment.first { $0.name == name }?.value
    }

    /// A message without any information about its envelope.
    package init(input: [UInt8], receivedAt: Int64) {
        self.input = input
        self.receivedAt = receivedAt
    }
}
