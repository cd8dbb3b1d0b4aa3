// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A message as the mail server hands it over: its bytes, and what options and environment say of
/// its envelope.
package struct Arrival: Sendable {
    /// Everything that came on standard input.
    package var input: [UInt8]
    /// The addresses of `-r` and of the operands.
    package var recipients: [String] = []
    /// The address of `-f`; nil when the option was not given.
    package var sender: String?
    /// Who is taken for the envelope sender where nothing names one; nil in a delivery.
    package var assumedSender: String?
    /// The mailbox of `-m`; nil when the option was not given.
    package var mailboxName: String?
    /// The environment of the program as names and values; the first of a name counts.
    package var environment: [(name: String, value: String)] = []
    /// What a delivery does beyond keeping the message.
    package struct Effects: Equatable, Sendable {
        /// Whether it makes and changes records.
        package var acts = true
        /// Whether it answers.
        package var replies = true

        /// Everything that the mail server was promised.
        package init() {}
    }

    /// What is done beyond keeping the message: everything, unless mail is taken in once more.
    package var effects = Effects()
    /// When the message came, in microseconds since 1970, UTC.
    package var receivedAt: Int64

    /// The value of a variable of the environment; nil when it is not set.
    package func variable(_ name: String) -> String? {
        environment.first { $0.name == name }?.value
    }

    /// A message without any word of its envelope.
    package init(input: [UInt8], receivedAt: Int64) {
        self.input = input
        self.receivedAt = receivedAt
    }
}
