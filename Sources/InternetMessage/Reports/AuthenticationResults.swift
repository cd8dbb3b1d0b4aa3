// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// What a server found out about a message's sender (RFC 8601).
///
/// Anybody can write such a field: it counts only when `server` is one that is trusted, and that
/// removes foreign fields with its name. Quotes and comments can't hold results.
///
///     Authentication-Results: mx.example.org; spf=pass smtp.mailfrom=example.net;
///      dkim=fail (bad signature) reason="key gone" header.d=example.net
public struct AuthenticationResults: Sendable, Hashable {
    /// One method's result (section 2.2).
    public struct Result: Sendable, Hashable {
        /// The method in lower case, such as `dkim`.
        public let method: String
        /// The version behind the method's name; nil for the first.
        public let methodVersion: String?
        /// The result in lower case, such as `pass` (section 2.7).
        public let result: String
        /// Why, as written (`reason=`); nil when not told.
        public internal(set) var reason: String?
        /// What was looked at, in the order of the field.
        public internal(set) var properties: [Property] = []
        /// The comments inside, without parentheses.
        public internal(set) var comments: [String] = []

        /// The value of the first property of this type and name; nil when there is none.
        ///
        /// - Parameters:
        ///   - type: in lower case, such as `header` or `smtp`; empty for a property without one.
        ///   - name: in lower case, such as `d` or `mailfrom`.
        /// - Returns: the value as written, quotes undone.
        public func property(_ type: String, _ name: String) -> String? {
            properties.first { $0.type == type && $0.name == name }?.value
        }
    }

    /// A thing that was looked at, such as `header.d=example.net` (section 2.3).
    public struct Property: Sendable, Hashable {
        /// Where it comes from in lower case: `smtp`, `header`, `body`, `policy`; empty for none.
        public let type: String
        /// What it is in lower case, such as `d` or `mailfrom`.
        public let name: String
        /// Its value as written, quotes undone.
        public let value: String
    }

    /// The name of the server that says so (authserv-id, section 2.5); empty when it gives none.
    public let server: String
    /// The version of the field; nil when not told, which means 1.
    public let version: String?
    /// The number of the set in an ARC-Authentication-Results field (RFC 8617 section 4.1.1).
    public let instance: Int?
    /// The results in their order; empty for `none`.
    public let results: [Result]
    /// Whether the field could be read to its end.
    ///
    /// A quote or comment that is never closed ends the reading before it.
    public let isComplete: Bool

    /// Reads the value of an Authentication-Results or ARC-Authentication-Results field.
    ///
    /// - Parameters:
    ///   - bytes: raw bytes of the value, folded or not.
    ///   - limits: how many results and properties are read, by `parameterCount`.
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
    /// The Authentication-Results fields from the top, trusted or not.
    public var authenticationResults: [AuthenticationResults] {
        header.all("Authentication-Results").map {
            AuthenticationResults($0.rawValue, limits: storage.limits)
        }
    }
}
