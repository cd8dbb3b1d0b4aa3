// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
import Glibc

/// Decides whether a program is safe to run: nobody but root and one other user can have changed it.
package enum TrustedFile {
    /// As many links as the kernel follows in one path.
    private static let maximumLinks = 40

    /// Looks at a program, at every directory above it and at every link on the way.
    ///
    /// Each must belong to root or to `owner` and be writable by nobody else. A directory with the sticky
    /// bit, such as /tmp, may be writable: what is in it can be replaced by its owner only. An ACL needs
    /// no look of its own: it can't give more than the group bits of the mode show.
    ///
    /// - Parameters:
    ///   - path: The program's absolute path.
    ///   - owner: The user who is trusted besides root: the store's owner.
    /// - Returns: The first problem on the way; nil if the program may be run.
    /// - Complexity: One system call for each component of the path, one more for a link.
    package static func problem(path: String, owner: UInt32) -> TrustProblem? {
        func problem(_ path: String, _ reason: TrustProblem.Reason) -> TrustProblem {
            TrustProblem(path: path, reason: reason, owner: owner)
        }
        guard path.hasPrefix("/") else { return problem(path, .notAbsolute) }
        // The path is walked as the kernel does it: `here` holds no link, `ahead` is in reverse.
        var here: [Substring] = []
        var ahead = Array(components(path).reversed())
        var links = 0
        if let reason = judge(status(of: "/"), owner: owner) { return problem("/", reason) }
        while let name = ahead.popLast() {
            if name == ".." {
                _ = here.popLast()
                continue
            }
            let place = "/" + (here + [name]).joined(separator: "/")
            let found = status(of: place)
            if let reason = judge(found, owner: owner) { return problem(place, reason) }
            guard case .success(let status) = found else { return nil }
            switch status.st_mode & S_IFMT {
            case S_IFLNK:
                links += 1
                guard links <= maximumLinks else { return problem(path, .tooManyLinks) }
                guard let target = target(of: place) else {
                    return problem(place, .unreachable(errno))
                }
                if target.hasPrefix("/") { here = [] }
                ahead.append(contentsOf: components(target).reversed())
            case S_IFDIR:
                here.append(name)
            default:
                // A component after a file is an error of the kernel's, too.
                guard ahead.isEmpty else { return problem(place, .unreachable(ENOTDIR)) }
                guard status.st_mode & S_IFMT == S_IFREG else { return problem(place, .notAFile) }
                return status.st_mode & 0o111 == 0 ? problem(place, .notExecutable) : nil
            }
        }
        return problem(path, .notAFile)
    }

    /// Whether an owner and a mode are safe, of whatever kind the file is.
    private static func judge(
        _ found: Result<stat, SystemError>, owner: UInt32
    ) -> TrustProblem.Reason? {
        switch found {
        case .failure(let error): return .unreachable(error.code)
        case .success(let status):
            guard status.st_uid == 0 || status.st_uid == owner else {
                return .foreignOwner(status.st_uid)
            }
            let kind = status.st_mode & S_IFMT
            // A link's own mode means nothing.
            if kind == S_IFLNK || status.st_mode & 0o022 == 0 { return nil }
            return kind == S_IFDIR && status.st_mode & S_ISVTX != 0 ? nil : .writableByOthers
        }
    }

    /// The parts of a path that lead somewhere.
    private static func components(_ path: String) -> [Substring] {
        path.split(separator: "/").filter { $0 != "." }
    }

    /// What is at a path, a link itself included.
    private static func status(of path: String) -> Result<stat, SystemError> {
        var status = stat()
        return unsafe lstat(path, &status) == 0
            ? .success(status) : .failure(SystemError.last("look at", path))
    }

    /// Where a link leads.
    private static func target(of path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = unsafe readlink(path, &buffer, buffer.count)
        guard length >= 0 else { return nil }
        return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
