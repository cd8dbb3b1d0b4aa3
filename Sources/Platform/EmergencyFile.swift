// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The form of a message in the emergency directory: how it came, then the message itself.
///
/// The file has a line `mailclerk emergency 1` (the form's version), then fields that end in NUL
/// each, then the message, verbatim, to the end of the file:
///
///     mailclerk emergency 1 LF
///     <microseconds since 1970, UTC, when it came> NUL
///     <number of arguments> NUL   <argument> NUL ...
///     <number of variables> NUL   <name>=<value> NUL ...
///     <message>
///
/// Neither arguments nor environment variables of a process can hold a NUL.
package struct EmergencyFile: Equatable, Sendable {
    /// The arguments of the process, without the program's name.
    package let arguments: [String]
    /// Its environment, as names and values.
    package let environment: [(String, String)]
    /// When the message came: microseconds since 1970, UTC.
    package let receivedAt: Int64
    /// Where the message stands among the file's bytes.
    package let message: Range<Int>

    private static let firstLine = Array("mailclerk emergency 1\n".utf8)

    /// Makes all of a file but the message.
    ///
    /// - Parameters:
    ///   - arguments: The arguments of the process, without the program's name.
    ///   - environment: Its environment.
    ///   - receivedAt: When the message came: microseconds since 1970, UTC.
    /// - Returns: The bytes that stand before the message.
    package static func encode(
        arguments: [String], environment: [(String, String)], receivedAt: Int64
    ) -> [UInt8] {
        var bytes = firstLine
        func add(_ field: String) {
            bytes.append(contentsOf: field.utf8.lazy.filter { $0 != 0 })
            bytes.append(0)
        }
        add(String(receivedAt))
        add(String(arguments.count))
        for argument in arguments { add(argument) }
        add(String(environment.count))
        for (name, value) in environment { add("\(name)=\(value)") }
        return bytes
    }

    /// Reads a file.
    ///
    /// - Parameter bytes: The whole file.
    /// - Returns: What stands before the message and where the message is; nil if it is no such
    ///   file.
    package static func parse(_ bytes: [UInt8]) -> EmergencyFile? {
        guard bytes.starts(with: firstLine) else { return nil }
        var position = firstLine.count
        func field() -> String? {
            guard let end = bytes[position...].firstIndex(of: 0) else { return nil }
            defer { position = end + 1 }
            return String(decoding: bytes[position..<end], as: UTF8.self)
        }
        func list() -> [String]? {
            guard let count = field().flatMap(Int.init), count >= 0 else { return nil }
            var fields: [String] = []
            while fields.count < count {
                guard let next = field() else { return nil }
                fields.append(next)
            }
            return fields
        }
        guard let receivedAt = field().flatMap(Int64.init), let arguments = list(),
            let variables = list()
        else { return nil }
        let environment = variables.map { variable in
            let parts = variable.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return (String(parts[0]), parts.count > 1 ? String(parts[1]) : "")
        }
        return EmergencyFile(
            arguments: arguments, environment: environment, receivedAt: receivedAt,
            message: position..<bytes.count)
    }

    /// Whether two files say the same.
    package static func == (one: EmergencyFile, other: EmergencyFile) -> Bool {
        one.arguments == other.arguments && one.receivedAt == other.receivedAt
            && one.message == other.message
            && one.environment.elementsEqual(other.environment, by: ==)
    }
}
