// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Fuzzes the parsers of header field values.
enum FuzzHeader {
    static func addresses(_ input: [UInt8]) {
        let found = Address.list(parsing: input)
        require(found.count <= input.count, "more addresses than bytes")
        for address in found {
            use(address.folded)
            use(address.beforeRewriting.folded)
            // An address that may be passed to a mail server must be the same when it is parsed
            // again.
            guard address.isValidForEnvelope else { continue }
            let again = Address.parse(address.envelopeForm)
            require(
                again?.localPart == address.localPart && again?.domain == address.domain,
                "\(address) is \(String(describing: again)) when it is read again")
        }
    }

    static func date(_ input: [UInt8]) {
        // Years after 9999 can be parsed, but not written to a field.
        guard let seconds = DateTime.parse(input), seconds < 253_402_300_800 else { return }
        let written = DateTime.formatted(seconds)
        require(
            DateTime.parse(Array(written.utf8)) == seconds,
            "\(seconds) is not \(written) when it is read again")
    }

    static func words(_ input: [UInt8]) {
        let text = UnstructuredText.decode(input, fallback: .windows1252)
        // A byte in a single-byte charset becomes at most three bytes of UTF-8; some sequences in
        // charsets with combining characters become more.
        require(text.utf8.count <= input.count * 6 + 16, "\(text.utf8.count) bytes of text")
        use(MessageIdentifiers.list(input, limit: Limits.standard.identifierCount))
        use(Punycode.foldedDomain(String(decoding: input, as: UTF8.self)))
    }

    static func parameters(_ input: [UInt8]) {
        let parameters = Parameters(input, 0..<input.count, limits: .standard)
        for name in ["name", "filename", "charset", "boundary"] {
            use(parameters.bytes(name))
            let value = parameters.string(name, fallback: .windows1252)
            let safe = SafeFileName.make(value, limitInBytes: Limits.standard.fileNameBytes)
            require(
                (1...Limits.standard.fileNameBytes).contains(safe.utf8.count), "unsafe: \(safe)")
            require(
                !safe.utf8.contains { $0 < 0x20 || $0 == 0x2F || $0 == 0x5C }, "unsafe: \(safe)")
            require(safe.utf8.first != 0x2E, "unsafe: \(safe)")
        }
        use(MediaType.scan(input, 0..<input.count))
    }
}
