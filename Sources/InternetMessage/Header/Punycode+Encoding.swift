// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

extension Punycode {
    /// The other characters that are typed for a dot in a domain (RFC 3490 section 3.1).
    private static let wideDots: [Character] = ["\u{3002}", "\u{FF0E}", "\u{FF61}"]

    /// Returns a domain with every non-ASCII label converted to an A-label, `xn--`.
    static func asciiDomain(_ domain: String) -> String {
        domain.split(omittingEmptySubsequences: false) { $0 == "." || wideDots.contains($0) }
            .map { label in
                label.utf8.allSatisfy { $0 < 0x80 } ? String(label) : encodedLabel(label)
            }.joined(separator: ".")
    }

    private static func encodedLabel(_ label: Substring) -> String {
        let scalars = label.unicodeScalars.map(\.value)
        guard scalars.count < labelBytes else { return String(label) }
        let encoded = "xn--" + encode(scalars)
        return encoded.utf8.count <= labelBytes ? encoded : String(label)
    }

    /// Encodes according to RFC 3492 section 6.3; at most 62 scalars, so that no number overflows.
    private static func encode(_ scalars: [UInt32]) -> String {
        var output = scalars.filter { $0 < 0x80 }.map { UInt8(truncatingIfNeeded: $0) }
        let basic = UInt32(output.count)
        var handled = basic
        if basic > 0 { output.append(ASCII.hyphen) }
        var (code, delta, bias): (UInt32, UInt32, UInt32) = (0x80, 0, 72)
        while handled < scalars.count {
            guard let next = scalars.filter({ $0 >= code }).min() else { break }
            delta += (next - code) * (handled + 1)
            code = next
            for scalar in scalars {
                if scalar < code { delta += 1 }
                guard scalar == code else { continue }
                append(delta, bias: bias, to: &output)
                bias = adapt(delta, handled + 1, isFirst: handled == basic)
                delta = 0
                handled += 1
            }
            delta += 1
            code += 1
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends a variable-length number.
    private static func append(_ number: UInt32, bias: UInt32, to output: inout [UInt8]) {
        var rest = number
        var step: UInt32 = 36
        while true {
            let threshold = step <= bias ? 1 : min(step - bias, 26)
            if rest < threshold { break }
            output.append(letter(threshold + (rest - threshold) % (36 - threshold)))
            rest = (rest - threshold) / (36 - threshold)
            step += 36
        }
        output.append(letter(rest))
    }

    private static func letter(_ digit: UInt32) -> UInt8 {
        UInt8(truncatingIfNeeded: digit < 26 ? digit + 0x61 : digit + 22)
    }
}
