// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// An enhanced status code such as `5.1.1` (RFC 3463 section 2).
public struct EnhancedStatus: Sendable, Hashable, CustomStringConvertible {
    /// The class: 2 for success, 4 for a temporary and 5 for a permanent failure.
    public let `class`: Int
    /// The subject: 1 for the address, 2 for the mailbox, 4 for the network, 7 for policy.
    public let subject: Int
    /// The condition within the subject.
    public let detail: Int

    /// The code with dots.
    public var description: String { "\(self.class).\(subject).\(detail)" }

    //     status-code = class "." subject "." detail
    //     class = "2" / "4" / "5" ; subject = 1*3DIGIT ; detail = 1*3DIGIT
    /// Parses a code at the start of a text and ignores the rest.
    ///
    /// - Parameter text: The value of a Status field or a line from a mail server.
    public init?(_ text: some StringProtocol) {
        var numbers: [Int] = []
        var digits = 0
        var value = 0
        for byte in text.utf8 {
            if byte.isDigit {
                digits += 1
                guard digits <= 3 else { return nil }
                value = value * 10 + Int(byte - ASCII.zero)
            } else if byte == ASCII.dot, digits > 0, numbers.count < 2 {
                numbers.append(value)
                digits = 0
                value = 0
            } else if numbers.isEmpty, digits == 0, byte.isBlank {
                continue
            } else {
                break
            }
        }
        guard digits > 0, numbers.count == 2, [2, 4, 5].contains(numbers[0]) else { return nil }
        self.class = numbers[0]
        subject = numbers[1]
        detail = value
    }
}
