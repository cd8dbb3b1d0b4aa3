// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Maps each key and each table header of a TOML text to its position.
///
/// The TOML library gives no positions of values, but semantic errors need them. The map assumes
/// text that the library has accepted; for other text the result is undefined, but safe.
struct SourceMap {
    /// A step from a table or array to a member.
    enum Step: Hashable {
        case key(String)
        case index(Int)
    }

    private var offsets: [[Step]: Int] = [:]
    private var explicit: Set<[Step]> = []
    private let lines: LineIndex
    /// The positions of strings with an escaped NUL, at which the library would truncate them.
    private(set) var escapedNULs: [SourcePosition] = []

    /// Scans `bytes` in one pass.
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

    /// Returns the position of the key, header or inline table at `path`, else of the nearest
    /// parent.
    func position(of path: [Step]) -> SourcePosition {
        for length in stride(from: path.count, to: 0, by: -1) {
            if let offset = offsets[Array(path.prefix(length))] {
                return lines.position(at: offset)
            }
        }
        return .start
    }
}
