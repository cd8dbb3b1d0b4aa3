// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The Auto-Submitted field: whether and how a program sent the message (RFC 3834 section 5).
public struct AutoSubmitted: Sendable {
    /// The values of the field.
    public enum Kind: Sendable, Hashable {
        /// A person sent the message.
        case no
        /// A program sent the message on its own initiative.
        case generated
        /// A program sent the message as a reply.
        case replied
        /// A notification about a message (RFC 5436 section 2.7.1).
        case notified
        /// Another value, in lower case; it is treated as automatic.
        case other(String)
    }

    /// The value of the field.
    public let kind: Kind
    private let parameters: Parameters

    /// Whether a program sent the message, for any reason.
    public var isAutomatic: Bool { kind != .no }

    //     auto-submitted-field = "Auto-Submitted:" [CFWS] auto-submitted [CFWS] opt-parameter-list
    /// Parses the value of an Auto-Submitted field; returns nil if there is no keyword.
    ///
    /// - Parameters:
    ///   - bytes: The raw bytes of the value, folded or not.
    ///   - limits: The limit on parameters.
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

    /// Returns the decoded value of a parameter, such as `owner-email` (RFC 5436 section 2.7.1).
    ///
    /// - Parameter name: The name in lower case.
    /// - Returns: The value; nil if the parameter is absent.
    public func parameter(_ name: String) -> String? {
        parameters.string(name, fallback: .windows1252)
    }
}

extension Message {
    /// The first Auto-Submitted field other than `no`, else the first one; nil if there is none.
    public var autoSubmitted: AutoSubmitted? {
        let found = header.all("Auto-Submitted").compactMap {
            AutoSubmitted($0.rawValue, limits: storage.limits)
        }
        return found.first(where: \.isAutomatic) ?? found.first
    }
}
