// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The value of a Content-Type field (RFC 2045 section 5).
public struct ContentType: Sendable {
    /// The type in lower case, such as `text`.
    public let type: String
    /// The subtype in lower case, such as `plain`.
    public let subtype: String
    private let parameters: Parameters?
    private let storage: MessageStorage?

    /// The type and subtype with a slash between them.
    public var name: String { type + "/" + subtype }

    /// Returns the decoded value of a parameter (RFC 2231, and encoded words).
    ///
    /// - Parameter name: The name in lower case.
    /// - Returns: The value; nil if the parameter is absent.
    public func parameter(_ name: String) -> String? {
        // A charset name is ASCII; reading the message's charset here would cause endless
        // recursion.
        parameters?.string(
            name,
            fallback: name == "charset"
                ? .windows1252 : storage?.headerCharacterSet() ?? .windows1252)
    }

    /// Whether a parameter exists and is not empty.
    func hasParameter(_ name: String) -> Bool {
        parameters?.bytes(name)?.isEmpty == false
    }

    /// Whether there are more parameters than the parser reads.
    var hasTooManyParameters: Bool { parameters?.isCut == true }

    /// Creates a type without parameters.
    init(_ type: String, _ subtype: String) {
        self.type = type
        self.subtype = subtype
        parameters = nil
        storage = nil
    }

    /// Parses a field's value; returns nil if type or subtype is missing.
    init?(_ bytes: [UInt8], _ value: Range<Int>, storage: MessageStorage) {
        guard let scanned = MediaType.scan(bytes, value),
            let slash = scanned.name.utf8.firstIndex(of: ASCII.slash)
        else { return nil }
        type = String(scanned.name[..<slash])
        subtype = String(scanned.name[scanned.name.utf8.index(after: slash)...])
        parameters = Parameters(
            bytes, scanned.rest..<value.upperBound, limits: storage.limits)
        self.storage = storage
    }
}
