// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Reads a file line by line, with at most one line and one block in memory.
final class LineReader {
    private let file: InputFile
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false
    /// The number of bytes that were taken.
    private(set) var taken: Int64 = 0

    init(_ path: String) throws {
        file = try InputFile(path)
    }

    /// Returns the next line, including its line feed, without taking it; nil at the end.
    func peek() throws -> ArraySlice<UInt8>? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: 10) { return buffer[start...end] }
            searched = buffer.count
            if isAtEnd { return start < buffer.count ? buffer[start...] : nil }
            let piece = try file.read()
            isAtEnd = piece.isEmpty
            searched -= start
            buffer.removeFirst(start)
            start = 0
            buffer += piece
        }
    }

    /// Takes the next line and returns it; nil at the end.
    func next() throws -> ArraySlice<UInt8>? {
        guard let line = try peek() else { return nil }
        start += line.count
        taken += Int64(line.count)
        return line
    }

    /// Takes the empty lines that come next and returns them.
    func emptyLines() throws -> [UInt8] {
        var lines: [UInt8] = []
        while let line = try peek(), line.elementsEqual([10]) || line.elementsEqual([13, 10]) {
            lines += line
            _ = try next()
        }
        return lines
    }

    /// Takes the next bytes and returns them, regardless of lines; empty at the end.
    func piece() throws -> [UInt8] {
        let piece = start < buffer.count ? Array(buffer[start...]) : try file.read()
        buffer = []
        start = 0
        taken += Int64(piece.count)
        return piece
    }

    /// Takes the rest of the file and returns it.
    func rest() throws -> [UInt8] {
        var bytes = Array(buffer[start...])
        while !isAtEnd {
            let piece = try file.read()
            isAtEnd = piece.isEmpty
            bytes += piece
        }
        buffer = []
        start = 0
        taken += Int64(bytes.count)
        return bytes
    }
}
