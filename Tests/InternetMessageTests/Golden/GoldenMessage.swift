// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Foundation
import Testing

/// A message of the Fixtures folder and the file beside it that tells its values.
///
/// Keys that are left out on purpose, since their right value is open, are named in `unjudged`.
struct GoldenMessage: CustomTestStringConvertible, Sendable {
    /// How the lines of the message end when it is judged.
    enum LineEnd: CaseIterable {
        case stored, lf, crlf
    }

    let testDescription: String
    let bytes: [UInt8]
    let json: Data

    static let folders = ["rfc", "legacy", "malformed", "thirdparty"]

    /// The messages that have a JSON, in the order of their names.
    static let all: [GoldenMessage] = folders.flatMap { folder in
        names(in: folder, ending: "eml").compactMap { name -> GoldenMessage? in
            let path = url(folder).appending(path: name)
            guard let bytes = try? Data(contentsOf: path.appendingPathExtension("eml")),
                let json = try? Data(contentsOf: path.appendingPathExtension("json"))
            else { return nil }
            return GoldenMessage(
                testDescription: folder + "/" + name, bytes: Array(bytes), json: json)
        }
    }

    /// The names of a folder's files with an extension, without it.
    static func names(in folder: String, ending: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: url(folder).path)) ?? []
        return files.filter { $0.hasSuffix("." + ending) }.map {
            String($0.dropLast(ending.count + 1))
        }
        .sorted()
    }

    private static func url(_ folder: String) -> URL {
        (Bundle.module.resourceURL ?? URL(filePath: "/"))
            .appending(path: "Fixtures").appending(path: folder)
    }

    /// The message with these line ends; a CR alone is none, and stays.
    func bytes(_ lineEnd: LineEnd) -> [UInt8] {
        if lineEnd == .stored { return bytes }
        var output: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            let next = index + 1 < bytes.count ? bytes[index + 1] : nil
            if byte == 0x0D, next == 0x0A { continue }
            if byte == 0x0A, lineEnd == .crlf { output.append(0x0D) }
            output.append(byte)
        }
        return output
    }

    /// What the JSON says, by key.
    func expected() throws -> [String: GoldenValue] {
        try JSONDecoder().decode([String: GoldenValue].self, from: json)
    }

    /// What the JSON says for these line ends.
    ///
    /// A file that came in lines has its size with CRLF as `crlfSize`.
    func expected(_ lineEnd: LineEnd) throws -> [String: GoldenValue] {
        var values = try expected()
        guard case .list(let files)? = values["attachments"] else { return values }
        values["attachments"] = .list(
            files.map { file in
                guard case .object(var members) = file,
                    let crlfSize = members.removeValue(forKey: "crlfSize")
                else { return file }
                if lineEnd == .crlf { members["size"] = crlfSize }
                return .object(members)
            })
        return values
    }

    /// The keys that the JSON leaves out on purpose.
    func unjudged() throws -> Set<String> {
        guard case .list(let keys)? = try expected()["unjudged"] else { return [] }
        return Set(
            keys.compactMap { key in
                if case .string(let text) = key { text } else { nil }
            })
    }
}
