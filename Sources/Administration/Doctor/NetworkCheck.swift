// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Checks whether the store is on a network file system, where locks and syncs may be unreliable.
enum NetworkCheck {
    static func result(storeFile: String) -> CheckResult {
        let directory = FileSystem.directory(of: storeFile)
        do throws(SystemError) {
            return result(directory: directory, isOnNetwork: try FileSystem.isOnNetwork(directory))
        } catch {
            return CheckResult(
                level: .error, name: "file-system", message: error.description,
                remedy: "create the store with mailclerkctl init or apply")
        }
    }

    static func result(directory: String, isOnNetwork: Bool) -> CheckResult {
        guard isOnNetwork else {
            return CheckResult(
                level: .ok, name: "file-system", message: "\(directory) is on a local file system")
        }
        return CheckResult(
            level: .error, name: "file-system",
            message: "\(directory) is on a network file system, where locks and syncs may fail",
            remedy: "move the store, with its -wal, to a local disk")
    }
}
