// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import SystemMailbox

/// Takes the files of a settings directory off the disk, unread.
struct DirectoryScan {
    /// A file as it stands on the disk.
    struct RawFile {
        /// The path from the settings directory.
        var path: String
        var bytes: [UInt8]

        init(path: String, bytes: [UInt8]) {
            self.path = path
            self.bytes = bytes
        }

        /// A file of an applied version.
        init(_ file: SettingsFile) {
            self.init(path: file.path, bytes: Array(file.contents.utf8))
        }
    }

    /// The longest file that is taken, in bytes: no template is longer.
    static let fileLimit = 1_048_576
    /// The name of the file that everything else stands beside.
    static let mainFile = "mailclerk.toml"

    /// The settings directory.
    let directory: String
    private(set) var files: [RawFile] = []
    /// Files and directories that couldn't be read.
    private(set) var diagnostics: [SettingsDiagnostic] = []

    /// Reads `mailclerk.toml` and, unless it alone is wanted, everything under `templates/`.
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

    /// Takes files that come from elsewhere than the disk.
    init(directory: String, files: [RawFile]) {
        self.directory = directory
        self.files = files
    }

    /// Whether a name is one that editors and people leave behind, which nobody means.
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
                report(path, "there is no such file; mailclerkctl init makes one")
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
            // Anything but a file might never end.
            guard let status = try FileSystem.status(full), status.kind == .file else {
                report(full, "not a file; nothing else belongs here")
                return
            }
            guard status.size <= DirectoryScan.fileLimit else {
                report(full, "longer than \(DirectoryScan.fileLimit) bytes")
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
