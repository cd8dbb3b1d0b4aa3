// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import InternetMessage
import JSON
import Platform
import Store

/// A file of the emergency directory.
package struct EmergencyMail {
    /// The name of the file.
    package let name: String
    /// The contents of the file.
    package let bytes: [UInt8]

    /// The exported form of the file.
    package var transferJSON: JSON {
        ["name": .string(name), "bytes": .string(Base64.encode(bytes))]
    }

    /// Returns the emergency files of a store that contain this address, in upper or lower case.
    ///
    /// - Throws: `SystemError`.
    package static func mentioning(
        _ address: String, beside location: StoreLocation
    ) throws -> [EmergencyMail] {
        let directory = EmergencyDirectory(of: location).path
        guard try FileSystem.status(directory) != nil else { return [] }
        let wanted = Array(address.lowercased().utf8)
        return try FileSystem.list(directory).compactMap { name in
            let bytes = try FileSystem.read("\(directory)/\(name)")
            let text = bytes.map { (65...90).contains($0) ? $0 + 32 : $0 }
            return text.firstRange(of: wanted) == nil
                ? nil : EmergencyMail(name: name, bytes: bytes)
        }
    }
}
