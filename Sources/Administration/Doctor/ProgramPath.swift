// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Checks whether a user can reach and execute a program.
enum ProgramPath {
    /// Returns the problem; nil if the user can run the program.
    static func problem(_ path: String, user: Account) -> String? {
        do throws(SystemError) {
            guard let status = try FileSystem.status(path) else { return "\(path) does not exist" }
            guard status.kind == .file else { return "\(path) is not a program" }
            guard status.lets(user, .execute), status.mode & 0o111 != 0 else {
                return "\(path) is not executable by \(user.name)"
            }
            var directory = FileSystem.directory(of: try FileSystem.realPath(path))
            while true {
                guard let status = try FileSystem.status(directory) else { return nil }
                guard status.lets(user, .execute) else {
                    return "\(directory) is not accessible to \(user.name)"
                }
                if directory == "/" { return nil }
                directory = FileSystem.directory(of: directory)
            }
        } catch {
            return error.description
        }
    }
}
