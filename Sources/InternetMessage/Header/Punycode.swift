// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Converts domain names for comparison, and decodes A-labels (RFC 3492, RFC 5891).
enum Punycode {
    /// At most 63 bytes per label, as in DNS; longer labels are not converted.
    static let labelBytes = 63

    /// Returns a domain in lower case, with `xn--` labels decoded and without a trailing dot.
    static func foldedDomain(_ domain: String) -> String {
        var lower = domain.lowercased()
        if lower.utf8.last == ASCII.dot { lower.removeLast() }
        let bytes = Array(lower.utf8)
        guard hasPrefixedLabel(bytes) else { return lower }
        var folded = ""
        var start = 0
        while true {
            let end = bytes.span.firstIndex(of: ASCII.dot, from: start, to: bytes.count)
            folded += decodedLabel(bytes[start..<end])
            if end == bytes.count { return folded }
            folded += "."
            start = end + 1
        }
    }

    /// Whether `xn--` occurs anywhere in the bytes.
    private static func hasPrefixedLabel(_ bytes: [UInt8]) -> Bool {
        var index = 0
        while index < bytes.count {
            if bytes.span.hasIgnoringCase("xn--", at: index) { return true }
            index += 1
        }
        return false
    }

    private static func decodedLabel(_ label: ArraySlice<UInt8>) -> String {
        guard label.span.hasIgnoringCase("xn--", at: 0), label.count <= labelBytes,
            let decoded = decode(Array(label.dropFirst(4)))
        else { return String(decoding: label, as: UTF8.self) }
        return decoded.lowercased()
    }

    /// Decodes according to RFC 3492 section 6.2; returns nil if the bytes are not Punycode.
    static func decode(_ bytes: [UInt8]) -> String? {
        var output: [UInt32] = []
        var index = 0
        if let delimiter = bytes.lastIndex(of: ASCII.hyphen) {
            output = bytes[..<delimiter].map { UInt32($0) }
            index = delimiter + 1
        }
        var code: UInt32 = 128
        var insertion: UInt32 = 0
        var bias: UInt32 = 72
        while index < bytes.count {
            let before = insertion
            var weight: UInt32 = 1
            var step: UInt32 = 36
            while true {
                guard index < bytes.count, let digit = digit(bytes[index]) else { return nil }
                index += 1
                let (product, isTooLarge) = digit.multipliedReportingOverflow(by: weight)
                let (sum, isPast) = insertion.addingReportingOverflow(product)
                guard !isTooLarge, !isPast else { return nil }
                insertion = sum
                let threshold = step <= bias ? 1 : step >= bias + 26 ? 26 : step - bias
                if digit < threshold { break }
                let (next, isOver) = weight.multipliedReportingOverflow(by: 36 - threshold)
                guard !isOver else { return nil }
                weight = next
                step += 36
            }
            let count = UInt32(output.count + 1)
            bias = adapt(insertion - before, count, isFirst: before == 0)
            let (advanced, isOver) = code.addingReportingOverflow(insertion / count)
            guard !isOver, advanced <= 0x10FFFF else { return nil }
            code = advanced
            insertion %= count
            output.insert(code, at: Int(insertion))
            insertion += 1
        }
        var text = String.UnicodeScalarView()
        for value in output {
            guard let scalar = Unicode.Scalar(value) else { return nil }
            text.append(scalar)
        }
        return String(text)
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x61...0x7A: UInt32(byte - 0x61)
        case 0x41...0x5A: UInt32(byte - 0x41)
        case 0x30...0x39: UInt32(byte - 0x30 + 26)
        default: nil
        }
    }

    static func adapt(_ delta: UInt32, _ count: UInt32, isFirst: Bool) -> UInt32 {
        var delta = isFirst ? delta / 700 : delta / 2
        delta += delta / count
        var step: UInt32 = 0
        while delta > 455 {
            delta /= 35
            step += 36
        }
        return step + 36 * delta / (delta + 38)
    }
}
