// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// A fixture cut off and changed at many places, for entry points that must take anything.
///
/// All offsets of short fixtures, some two hundred of longer ones.
func mutations(of bytes: [UInt8]) -> [[UInt8]] {
    let replacements: [UInt8] = [0x00, 0x0A, 0x22, 0x28, 0x3B, 0x3C, 0x3D, 0x7B, 0x7D, 0xFF]
    var found: [[UInt8]] = [bytes, []]
    for offset in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 150)) {
        found.append(Array(bytes[..<offset]))
        found.append(Array(bytes[offset...]))
        var changed = bytes
        changed[offset] = replacements[offset % replacements.count]
        found.append(changed)
        changed[offset] = ~bytes[offset]
        found.append(changed)
        changed.insert(replacements[(offset / 7) % replacements.count], at: offset)
        found.append(changed)
    }
    return found
}
