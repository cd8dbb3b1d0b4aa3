// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Whether a user reaches a program and may run it.
enum ProgramPath {
    /// What is in the way; nil if nothing is.
    static func problem(_ path: String, user: Account) -> String? {
        do throws(SystemError) {
            guard let status = try FileSystem.status(path) else { return "\(path) is not there" }
            guard status.kind == .file else { return "\(path) is no program" }
            guard status.lets(user, .execute), status.mode & 0o111 != 0 else {
                return "\(path) is not executable by \(user.name)"
            }
            var directory = FileSystem.directory(of: try FileSystem.realPath(path))
            while true {
                guard let status = try FileSystem.status(directory) else { return nil }
                guard status.lets(user, .execute) else {
                    return "\(directory) is closed to \(user.name)"
                }
                if directory == "/" { return nil }
                directory = FileSystem.directory(of: directory)
            }
        } catch {
            return error.description
        }
    }
}
