// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// The file format of messages in the emergency directory: metadata, then the message itself.
///
/// The file has a line `mailclerk emergency 1` (with the version of the format), then fields that
/// each end in NUL, then the message, verbatim, up to the end of the file:
///
///     mailclerk emergency 1 LF
///     <time of arrival, microseconds since 1970, UTC> NUL
///     <number of arguments> NUL   <argument> NUL ...
///     <number of variables> NUL   <name>=<value> NUL ...
///     <message>
///
/// The arguments and environment variables of a process cannot contain NUL.
package struct EmergencyFile: Equatable, Sendable {
    /// The arguments of the process, without the program's name.
    package let arguments: [String]
    /// The environment of the process, as names and values.
    package let environment: [(String, String)]
    /// The time of arrival: microseconds since 1970, UTC.
    package let receivedAt: Int64
    /// The range of the message in the bytes of the file.
    package let message: Range<Int>

    private static let firstLine = Array("mailclerk emergency 1\n".utf8)

    /// Encodes the part of a file before the message.
    ///
    /// - Parameters:
    ///   - arguments: The arguments of the process, without the program's name.
    ///   - environment: The environment of the process.
    ///   - receivedAt: The time of arrival: microseconds since 1970, UTC.
    /// - Returns: The bytes before the message.
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

    /// Parses a file.
    ///
    /// - Parameter bytes: The complete file.
    /// - Returns: The metadata and the range of the message; nil if the file has another format.
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

    /// Returns whether two files have the same metadata and message range.
    package static func == (one: EmergencyFile, other: EmergencyFile) -> Bool {
        one.arguments == other.arguments && one.receivedAt == other.receivedAt
            && one.message == other.message
            && one.environment.elementsEqual(other.environment, by: ==)
    }
}
