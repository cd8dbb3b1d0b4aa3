// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import JSON
import SystemMailbox

extension SettingsFile {
    /// Returns the files of a version as JSON.
    package static func json(of files: [SettingsFile], version: Int64) -> JSON {
        [
            "number": .integer(version),
            "files": .array(
                files.map { ["path": .string($0.path), "contents": .string($0.contents)] }),
        ]
    }

    /// Parses the JSON of a version; files without path or contents are left out.
    package static func parse(_ json: JSON) -> (version: Int64, files: [SettingsFile]) {
        let files = (json["files"]?.array ?? []).compactMap { file -> SettingsFile? in
            guard let path = file["path"]?.string, let contents = file["contents"]?.string
            else { return nil }
            return SettingsFile(path: path, contents: contents)
        }
        return (json["number"]?.integer ?? 0, files)
    }
}
