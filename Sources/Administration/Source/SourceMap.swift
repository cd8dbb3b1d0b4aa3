// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Where each key and each table header of a TOML text stands.
///
/// The TOML library tells no places of values, and an error of meaning is worth little without
/// one. The map expects text that the library has accepted; of other text it gives some map.
struct SourceMap {
    /// One step from a table or array to a member.
    enum Step: Hashable {
        case key(String)
        case index(Int)
    }

    private var offsets: [[Step]: Int] = [:]
    private var explicit: Set<[Step]> = []
    private let lines: LineIndex
    /// Where strings hold an escaped NUL, which the library would cut them at.
    private(set) var escapedNULs: [SourcePosition] = []

    /// Scans `bytes` once.
    init(_ bytes: [UInt8]) {
        lines = LineIndex(bytes)
        var scanner = SourceMapScanner(bytes)
        while let place = scanner.next() {
            switch place {
            case .named(let path, let offset):
                offsets[path] = offset
                explicit.insert(path)
                for length in 1..<max(1, path.count) {
                    let parent = Array(path.prefix(length))
                    if offsets[parent] == nil { offsets[parent] = offset }
                }
            case .escapedNUL(let offset):
                escapedNULs.append(lines.position(at: offset))
            }
        }
    }

    /// The place of the key, header or inline table at `path`, else of the nearest one around it.
    func position(of path: [Step]) -> SourcePosition {
        for length in stride(from: path.count, to: 0, by: -1) {
            if let offset = offsets[Array(path.prefix(length))] {
                return lines.position(at: offset)
            }
        }
        return .start
    }
}
