// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Checks whether a program is safe to run: only root or one other user can have changed it.
package enum TrustedFile {
    /// At most 40 symbolic links, because the kernel follows no more in one path.
    private static let maximumLinks = 40

    /// Checks a program, every directory above it and every symbolic link on the way.
    ///
    /// Each must belong to root or to `owner` and be writable by nobody else. A directory with the
    /// sticky bit, such as /tmp, may be writable, because only their owners can replace its
    /// entries. ACLs need no separate check: an ACL cannot grant more than the group bits of the
    /// mode show.
    ///
    /// - Parameters:
    ///   - path: The program's absolute path.
    ///   - owner: The user who is trusted in addition to root: the store owner.
    /// - Returns: The first problem on the way; nil if the program may be run.
    /// - Complexity: One system call for each component of the path, and another one for each link.
    package static func problem(path: String, owner: UInt32) -> TrustProblem? {
        do throws(TrustProblem) {
            try walk(path, owner: owner)
            return nil
        } catch {
            return error
        }
    }

    /// Walks a path to the program in the same way as the kernel.
    private static func walk(_ path: String, owner: UInt32) throws(TrustProblem) {
        guard path.hasPrefix("/") else {
            throw TrustProblem(path: path, reason: .notAbsolute, owner: owner)
        }
        // `here` contains no links; `ahead` is in reverse order.
        var here: [Substring] = []
        var ahead = Array(components(path).reversed())
        var links = 0
        _ = try examine("/", owner: owner)
        while let name = ahead.popLast() {
            if name == ".." {
                _ = here.popLast()
                continue
            }
            let place = "/" + (here + [name]).joined(separator: "/")
            func problem(_ reason: TrustProblem.Reason) -> TrustProblem {
                TrustProblem(path: place, reason: reason, owner: owner)
            }
            let status = try examine(place, owner: owner)
            switch status.st_mode & S_IFMT {
            case S_IFLNK:
                links += 1
                guard links <= maximumLinks else { throw problem(.tooManyLinks) }
                guard let target = target(of: place) else { throw problem(.unreachable(errno)) }
                if target.hasPrefix("/") { here = [] }
                ahead.append(contentsOf: components(target).reversed())
            case S_IFDIR:
                here.append(name)
            case S_IFREG:
                guard ahead.isEmpty else { throw problem(.unreachable(ENOTDIR)) }
                guard status.st_mode & 0o111 != 0 else { throw problem(.notExecutable) }
                return
            default:
                throw problem(.notAFile)
            }
        }
        throw TrustProblem(path: path, reason: .notAFile, owner: owner)
    }

    /// Checks one path component; does not follow a link.
    private static func examine(_ place: String, owner: UInt32) throws(TrustProblem) -> stat {
        func problem(_ reason: TrustProblem.Reason) -> TrustProblem {
            TrustProblem(path: place, reason: reason, owner: owner)
        }
        var status = stat()
        guard unsafe lstat(place, &status) == 0 else { throw problem(.unreachable(errno)) }
        guard status.st_uid == 0 || status.st_uid == owner else {
            throw problem(.foreignOwner(status.st_uid))
        }
        let kind = status.st_mode & S_IFMT
        let isSticky = kind == S_IFDIR && status.st_mode & S_ISVTX != 0
        // The mode of a symbolic link has no meaning.
        guard kind == S_IFLNK || isSticky || status.st_mode & 0o022 == 0 else {
            throw problem(.writableByOthers)
        }
        return status
    }

    /// Returns the components of a path, without empty ones and `.`.
    private static func components(_ path: String) -> [Substring] {
        path.split(separator: "/").filter { $0 != "." }
    }

    /// Returns the target of a symbolic link.
    private static func target(of path: String) -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let length = unsafe readlink(path, &buffer, buffer.count)
        guard length >= 0 else { return nil }
        return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
