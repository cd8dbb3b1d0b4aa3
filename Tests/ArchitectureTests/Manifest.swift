// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import TestSupport

/// The modules that Package.swift declares, and what each file imports.
enum Manifest {
    /// The modules of `Sources` with the modules and products that each one may use.
    static func dependencies() throws -> [String: Set<String>] {
        let text = try String(contentsOfFile: Source.root + "/Package.swift", encoding: .utf8)
        let kinds = #/\.(target|executableTarget|systemLibrary|testTarget)\(\s*name: "([^"]+)"/#
        let starts = text.matches(of: kinds)
        var found: [String: Set<String>] = [:]
        for (index, start) in starts.enumerated() where start.1 != "testTarget" {
            let end = index + 1 < starts.count ? starts[index + 1].range.lowerBound : text.endIndex
            let name = String(start.2)
            if name == "TestSupport" { continue }
            found[name] = names(in: text[start.range.upperBound..<end])
        }
        return found
    }

    /// The strings of the array `dependencies`, products by their own name.
    private static func names(in declaration: Substring) -> Set<String> {
        guard let opening = declaration.range(of: "dependencies: [") else { return [] }
        var list = ""
        var depth = 1
        for character in declaration[opening.upperBound...] {
            if character == "[" { depth += 1 }
            if character == "]" { depth -= 1 }
            if depth == 0 { break }
            list.append(character)
        }
        list.replace(#/package: "[^"]+"/#, with: "")
        return Set(list.matches(of: #/"([^"]+)"/#).map { String($0.1) })
    }

    /// The modules that a file of `Sources` imports.
    static func imports(of file: String) throws -> Set<String> {
        let text = try Source.text(in: file)
        let lines = text.matches(of: #/(?m)^\s*(?:@\w+ )*import (?:\w+ )?(\w+)/#)
        return Set(lines.map { String($0.1) })
    }
}
