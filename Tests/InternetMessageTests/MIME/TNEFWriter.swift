// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Writes TNEF streams for tests ([MS-OXTNEF] section 2.1.3).
struct TNEFWriter {
    private(set) var bytes: [UInt8] = number(0x223E_9F78) + [0x01, 0x00]

    init(codePage: UInt32 = 1252) {
        add(0x0008_9006, Self.number(0x0001_0000))
        add(0x0006_9007, Self.number(codePage) + Self.number(0))
    }

    mutating func add(_ identifier: UInt32, _ data: [UInt8], level: UInt8 = 1) {
        let sum = data.reduce(UInt16(0)) { $0 &+ UInt16($1) }
        bytes += [level] + Self.number(identifier) + Self.number(UInt32(data.count)) + data
        bytes += [UInt8(sum & 0xFF), UInt8(sum >> 8)]
    }

    mutating func addAttachment(title: String, data: [UInt8]?, properties: [[UInt8]] = []) {
        add(0x0006_9002, [UInt8](repeating: 0, count: 14), level: 2)
        add(0x0001_8010, Array(title.utf8) + [0], level: 2)
        if let data { add(0x0006_800F, data, level: 2) }
        if !properties.isEmpty { add(0x0006_9005, Self.list(properties), level: 2) }
    }

    mutating func addProperties(_ properties: [[UInt8]]) {
        add(0x0006_9003, Self.list(properties))
    }

    private static func list(_ properties: [[UInt8]]) -> [UInt8] {
        number(UInt32(properties.count)) + properties.joined()
    }

    static func number(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> UInt32(8 * $0)) }
    }

    private static func tag(_ kind: UInt16, _ name: UInt16) -> [UInt8] {
        number(UInt32(name) << 16 | UInt32(kind))
    }

    private static func padded(_ data: [UInt8]) -> [UInt8] {
        number(UInt32(data.count)) + data
            + [UInt8](repeating: 0, count: (4 - data.count % 4) % 4)
    }

    static func unicode(_ name: UInt16, _ text: String) -> [UInt8] {
        let units = (Array(text.utf16) + [0]).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        return tag(0x1F, name) + number(1) + padded(units)
    }

    static func string8(_ name: UInt16, _ bytes: [UInt8]) -> [UInt8] {
        tag(0x1E, name) + number(1) + padded(bytes + [0])
    }

    static func binary(_ name: UInt16, _ bytes: [UInt8]) -> [UInt8] {
        tag(0x102, name) + number(1) + padded(bytes)
    }

    static func number(_ name: UInt16, _ value: UInt32) -> [UInt8] {
        tag(0x03, name) + number(value)
    }

    /// A named property with a text of several values.
    static func named(_ text: String, _ values: [String]) -> [UInt8] {
        let units = (Array(text.utf16) + [0]).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        return tag(0x101E, 0x8001) + [UInt8](repeating: 7, count: 16) + number(1) + padded(units)
            + number(UInt32(values.count)) + values.flatMap { padded(Array($0.utf8) + [0]) }
    }

    static func message(_ name: UInt16, _ stream: [UInt8]) -> [UInt8] {
        let interface: [UInt8] = [7, 3, 2, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46]
        return tag(0x0D, name) + number(1) + padded(interface + stream)
    }

    /// Compressed RTF, with references to the last 17 bytes where the text repeats itself.
    static func compressed(_ text: String) -> [UInt8] {
        let input = Array(text.utf8)
        var body: [UInt8] = []
        var index = 0
        var target = 207
        var isEnded = false
        while !isEnded {
            var control: UInt8 = 0
            var run: [UInt8] = []
            for bit in 0..<8 {
                let length = min(input.count - index, 17)
                if index >= input.count {
                    control |= 1 << UInt8(bit)
                    run += [UInt8(target >> 4), UInt8(target & 15) << 4]
                    isEnded = true
                    break
                }
                if index >= 17, length == 17,
                    input[index..<(index + 17)] == input[(index - 17)..<index]
                {
                    let source = (target + 4096 - 17) % 4096
                    control |= 1 << UInt8(bit)
                    run += [UInt8(source >> 4), UInt8(source & 15) << 4 | 15]
                    index += 17
                    target = (target + 17) % 4096
                } else {
                    run.append(input[index])
                    index += 1
                    target = (target + 1) % 4096
                }
            }
            body += [control] + run
        }
        return number(UInt32(body.count + 12)) + number(UInt32(input.count))
            + number(0x7546_5A4C) + number(0) + body
    }
}
