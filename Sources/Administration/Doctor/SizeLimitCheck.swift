// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Postfix's limit on the size of files, which holds for commands in aliases and so for the store.
enum SizeLimitCheck {
    /// Postfix's own, in bytes, where `main.cf` sets none.
    private static let usualLimit: Int64 = 51_200_000

    /// What one more message can take, and more, in bytes.
    private static let growth: Int64 = 64_000_000

    /// The limit of this process, which a unit or a shell may set.
    static func result(storeFile: String, limit: UInt64?) -> [CheckResult] {
        let size = ((try? FileSystem.status(storeFile)) ?? nil)?.size ?? 0
        guard let limit, Int64(clamping: limit) < size + growth else { return [] }
        return [
            CheckResult(
                level: .error, name: "size-limit",
                message: "no file may grow past \(limit) bytes here, and the store has \(size)",
                remedy: "raise it: ulimit -f unlimited, LimitFSIZE=infinity")
        ]
    }

    static func results(_ postfix: PostfixSetup, storeFile: String) -> [CheckResult] {
        let limit = postfix.value("mailbox_size_limit").flatMap(Int64.init) ?? usualLimit
        guard postfix.aliasesRunFilter, limit > 0 else { return [] }
        let size = ((try? FileSystem.status(storeFile)) ?? nil)?.size ?? 0
        return [
            CheckResult(
                // A large message more, and mail is deferred.
                level: size > limit / 2 ? .error : .warning, name: "size-limit",
                message: "\(postfix.directory)/main.cf: mailbox_size_limit is \(limit) bytes, and"
                    + " the store (\(size) now) can grow no larger from an alias",
                remedy: "postconf -e mailbox_size_limit=0, or use pipe(8)")
        ]
    }
}
