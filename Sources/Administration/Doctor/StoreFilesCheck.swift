// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform
import Store
import SystemMailbox

/// Checks the store's directory and files, which the user who runs the filter must be able to
/// write.
enum StoreFilesCheck {
    static func results(_ location: StoreLocation, owner: Account) -> [CheckResult] {
        do throws(SystemError) {
            let directory = location.stateDirectory
            guard let file = location.filePath, try FileSystem.status(file) != nil else {
                return []
            }
            let paths =
                [directory, file, file + "-wal", file + "-shm"] + StoreLocks.paths(of: location)
                + [EmergencyDirectory(of: location).path]
            var results: [CheckResult] = []
            for path in paths {
                if let result = try result(for: path, owner: owner) { results.append(result) }
            }
            if let status = try FileSystem.status(directory), status.mode & 0o077 != 0,
                status.isDirectory
            {
                results.append(
                    CheckResult(
                        level: .warning, name: "permissions",
                        message: "users other than \(owner.name) can access \(directory)",
                        remedy: "chmod 700 \(directory)"))
            }
            guard results.isEmpty else { return results }
            return [
                CheckResult(
                    level: .ok, name: "permissions",
                    message: "\(owner.name) can write the store and the files beside it")
            ]
        } catch {
            return [
                CheckResult(
                    level: .error, name: "permissions", message: error.description,
                    remedy: "run this as root or as \(owner.name)")
            ]
        }
    }

    /// Checks one path; a missing file is created when it is needed.
    private static func result(
        for path: String, owner: Account
    ) throws(SystemError) -> CheckResult? {
        guard let status = try FileSystem.status(path) else { return nil }
        let isWritable =
            status.lets(owner, .write) && (!status.isDirectory || status.lets(owner, .execute))
        // Root could write anyway, which would hide problems of other users.
        guard !isWritable || owner.uid == 0 && status.mode & 0o200 == 0 else { return nil }
        return CheckResult(
            level: .error, name: "permissions", message: "\(owner.name) cannot write \(path)",
            remedy:
                "chown \(owner.name) \(path); chmod u+rw\(status.isDirectory ? "x" : "") \(path)")
    }
}
