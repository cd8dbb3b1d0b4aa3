// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SystemMailbox

/// Reads the files of a settings directory from disk, without parsing them.
struct DirectoryScan {
    /// The content of a file on disk.
    struct RawFile {
        /// The path relative to the settings directory.
        var path: String
        var bytes: [UInt8]

        init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }

        /// Creates the file from an applied version.
        init(_ file: SettingsFile) {
            self.init(path: file.path, bytes: Array(file.contents.utf8))
        }
    }

    /// At most 1 MB per file, because no template is longer.
    static let fileLimit = 1_048_576
    /// The name of the main settings file.
    static let mainFile = "mailclerk.toml"

    /// The settings directory.
    let directory: String
    private(set) var files: [RawFile] = []
    /// Errors for files and directories that could not be read.
    private(set) var diagnostics: [SettingsDiagnostic] = []

    /// Reads `mailclerk.toml` and, unless only this file is needed, everything under `templates/`.
    init(directory: String, mainFileOnly: Bool) {
        self.directory = directory
        takeMainFile()
        guard !mainFileOnly else { return }
        let templates = "templates"
        for name in names(in: templates, mayBeMissing: true) {
            let path = templates + "/" + name
            guard isDirectory(path) else {
                take(path)
                continue
            }
            for member in names(in: path) {
                let inner = path + "/" + member
                if name == "saved", isDirectory(inner) {
                    for file in names(in: inner) { take(inner + "/" + file) }
                } else {
                    take(inner)
                }
            }
        }
    }

    /// Creates a scan from files that are not on disk.
    init(directory: String, files: [RawFile]) {
        self.directory = directory
        self.files = files
    }

    /// Returns whether a name is that of a backup or temporary file.
    static func isLeftover(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        let suffixes = ["~", ".swp", ".swo", ".bak", ".orig", ".rej", ".dpkg-old", ".dpkg-dist"]
        return bytes.first == UInt8(ascii: ".")
            || (bytes.first == UInt8(ascii: "#") && bytes.last == UInt8(ascii: "#"))
            || suffixes.contains { bytes.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }

    private mutating func takeMainFile() {
        let path = directory + "/" + DirectoryScan.mainFile
        do throws(SystemError) {
            guard try FileSystem.status(path) != nil else {
                report(path, "no such file; create it with \"mailclerkctl init\"")
                return
            }
            take(DirectoryScan.mainFile)
        } catch {
            report(path, SystemError.text(of: error.code))
        }
    }

    private mutating func names(in path: String, mayBeMissing: Bool = false) -> [String] {
        let full = directory + "/" + path
        do throws(SystemError) {
            return try FileSystem.list(full).filter { !DirectoryScan.isLeftover($0) }
        } catch {
            if !(mayBeMissing && error.isNotFound) {
                report(full, SystemError.text(of: error.code))
            }
            return []
        }
    }

    private func isDirectory(_ path: String) -> Bool {
        let status: FileStatus?? = try? FileSystem.status(directory + "/" + path)
        return (status ?? nil)?.isDirectory ?? false
    }

    private mutating func take(_ path: String) {
        let full = directory + "/" + path
        do throws(SystemError) {
            // Reading a pipe or a device might never end.
            guard let status = try FileSystem.status(full), status.kind == .file else {
                report(full, "not a regular file")
                return
            }
            guard status.size <= DirectoryScan.fileLimit else {
                report(full, "the file must be at most \(DirectoryScan.fileLimit) bytes long")
                return
            }
            let bytes = try FileSystem.read(full, limitInBytes: DirectoryScan.fileLimit)
            files.append(RawFile(path: path, bytes: bytes))
        } catch {
            report(full, SystemError.text(of: error.code))
        }
    }

    private mutating func report(_ path: String, _ message: String) {
        diagnostics.append(
            SettingsDiagnostic(severity: .error, file: path, line: 0, column: 0, message: message))
    }
}
