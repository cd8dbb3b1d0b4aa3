// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Whether and how a program sent the message: Auto-Submitted (RFC 3834 section 5).
public struct AutoSubmitted: Sendable {
    /// What the field says.
    public enum Kind: Sendable, Hashable {
        /// A person sent it.
        case no
        /// A program sent it of itself.
        case generated
        /// A program answered a message.
        case replied
        /// A program tells of a message (RFC 5436 section 2.7.1).
        case notified
        /// Another word, in lower case: a program all the same.
        case other(String)
    }

    /// What the field says.
    public let kind: Kind
    private let parameters: Parameters

    /// Whether it was a program, whichever way.
    public var isAutomatic: Bool { kind != .no }

    //     auto-submitted-field = "Auto-Submitted:" [CFWS] auto-submitted [CFWS] opt-parameter-list
    /// Reads the value of an Auto-Submitted field; nil when it has no word.
    ///
    /// - Parameters:
    ///   - bytes: raw bytes of the value, folded or not.
    ///   - limits: how many parameters are read.
    public init?(_ bytes: [UInt8], limits: Limits = .standard) {
        var scanner = StructuredScanner(bytes, 0..<bytes.count)
        scanner.skipCommentsAndBlanks()
        let word = scanner.takeToken()
        guard !word.isEmpty else { return nil }
        switch bytes.span.lowercased(word) {
        case "no": kind = .no
        case "auto-generated": kind = .generated
        case "auto-replied": kind = .replied
        case "auto-notified": kind = .notified
        case let other: kind = .other(other)
        }
        parameters = Parameters(bytes, scanner.position..<bytes.count, limits: limits)
    }

    /// The decoded value of a parameter, such as `owner-email` (RFC 5436 section 2.7.1).
    ///
    /// - Parameter name: its name in lower case.
    /// - Returns: the value, nil when the parameter is absent.
    public func parameter(_ name: String) -> String? {
        parameters.string(name, fallback: .windows1252)
    }
}

extension Message {
    /// What the first Auto-Submitted field says that is not `no`, or else the first; nil for none.
    public var autoSubmitted: AutoSubmitted? {
        let found = header.all("Auto-Submitted").compactMap {
            AutoSubmitted($0.rawValue, limits: storage.limits)
        }
        return found.first(where: \.isAutomatic) ?? found.first
    }
}
