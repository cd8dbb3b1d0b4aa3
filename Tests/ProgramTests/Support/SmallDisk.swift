// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Foundation
import Glibc

/// A small file system in memory, for tests that fill it; only root can mount one.
final class SmallDisk {
    struct NotMounted: Error {
        let code: Int32
    }

    /// Whether one can be mounted here.
    static let isPossible: Bool = {
        let path = "/tmp/mailclerk-mount-\(UUID().uuidString)"
        guard geteuid() == 0, mkdir(path, 0o700) == 0 else { return false }
        defer { rmdir(path) }
        guard let disk = try? SmallDisk(at: path) else { return false }
        disk.remove()
        return true
    }()

    private let path: String
    private var isMounted = true

    init(at path: String) throws {
        guard mount("tmpfs", path, "tmpfs", 0, "size=4m,mode=0700") == 0 else {
            throw NotMounted(code: errno)
        }
        self.path = path
    }

    deinit { remove() }

    /// Leaves not a byte.
    func fill() throws {
        let file = open(path + "/filler", O_WRONLY | O_CREAT, 0o600)
        defer { close(file) }
        let block = [UInt8](repeating: 0, count: 4096)
        while write(file, block, block.count) > 0 {}
        guard errno == ENOSPC else { throw CocoaError(.fileWriteUnknown) }
    }

    /// Gives the space back.
    func free() throws {
        try FileManager.default.removeItem(atPath: path + "/filler")
    }

    /// Unmounts it.
    func remove() {
        if isMounted { umount2(path, Int32(MNT_DETACH)) }
        isMounted = false
    }
}
