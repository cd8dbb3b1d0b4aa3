// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A server's results of authenticating the sender of a message (RFC 8601).
///
/// Anybody can forge such a field. Use it only if `server` is trusted and removes other fields with
/// its name from incoming mail. Text in quotes and comments is never taken for a result.
///
///     Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=example.net;
///      dkim=fail (bad signature) reason="key gone" header.d=example.net
public struct AuthenticationResults: Sendable, Hashable {
    /// The result of one method (section 2.2).
    public struct Result: Sendable, Hashable {
        /// The method in lower case, such as `dkim`.
        public let method: String
        /// The version after the method's name; nil means 1.
        public let methodVersion: String?
        /// The result in lower case, such as `pass` (section 2.7).
        public let result: String
        /// The reason, as written (`reason=`); nil if missing.
        public internal(set) var reason: String?
        /// The properties that were evaluated, in the order of the field.
        public internal(set) var properties: [Property] = []
        /// The comments in the result, without parentheses.
        public internal(set) var comments: [String] = []

        /// Returns the value of the first property with this type and name; nil if there is none.
        ///
        /// - Parameters:
        ///   - type: The type in lower case, such as `header` or `smtp`; empty for a property
        ///     without a type.
        ///   - name: The name in lower case, such as `d` or `mailfrom`.
        /// - Returns: The value as written, without quotes.
        public func property(_ type: String, _ name: String) -> String? {
            properties.first { $0.type == type && $0.name == name }?.value
        }
    }

    /// A property that was evaluated, such as `header.d=example.net` (section 2.3).
    public struct Property: Sendable, Hashable {
        /// The source in lower case: `smtp`, `header`, `body`, `policy`; empty if missing.
        public let type: String
        /// The name in lower case, such as `d` or `mailfrom`.
        public let name: String
        /// The value as written, without quotes.
        public let value: String
    }

    /// The name of the server (authserv-id, section 2.5); empty if missing.
    public let server: String
    /// The version of the field; nil if missing, which means 1.
    public let version: String?
    /// The instance of an ARC-Authentication-Results field (RFC 8617 section 4.1.1).
    public let instance: Int?
    /// The results in order; empty for `none`.
    public let results: [Result]
    /// Whether the field could be parsed completely.
    ///
    /// Parsing stops before an unclosed quotation or comment.
    public let isComplete: Bool

    /// Parses the value of an Authentication-Results or ARC-Authentication-Results field.
    ///
    /// - Parameters:
    ///   - bytes: The raw bytes of the value, folded or not.
    ///   - limits: The limits; `parameterCount` limits the number of results and properties.
    public init(_ bytes: [UInt8], limits: Limits = .standard) {
        var reader = AuthenticationResultsReader(bytes, limit: limits.parameterCount)
        reader.read()
        server = reader.server
        version = reader.version
        instance = reader.instance
        results = reader.results
        isComplete = reader.isComplete
    }
}

extension Message {
    /// The Authentication-Results fields, topmost first, trusted or not.
    public var authenticationResults: [AuthenticationResults] {
        header.all("Authentication-Results").map {
            AuthenticationResults($0.rawValue, limits: storage.limits)
        }
    }
}
