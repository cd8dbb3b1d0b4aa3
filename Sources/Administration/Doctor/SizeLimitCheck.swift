// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import Platform

/// Checks file size limits, including that of Postfix for commands in aliases, which applies to the
/// store.
enum SizeLimitCheck {
    /// Postfix's default limit, in bytes, if `main.cf` sets none.
    private static let usualLimit: Int64 = 51_200_000

    /// 64 MB: the largest growth of the store by one message, with a reserve, in bytes.
    private static let growth: Int64 = 64_000_000

    /// Checks the limit of this process, which a unit or a shell may set.
    static func result(storeFile: String, limit: UInt64?) -> [CheckResult] {
        let size = ((try? FileSystem.status(storeFile)) ?? nil)?.size ?? 0
        guard let limit, Int64(clamping: limit) < size + growth else { return [] }
        return [
            CheckResult(
                level: .error, name: "size-limit",
                message: "files may not exceed \(limit) bytes, and the store has \(size)",
                remedy: "raise the limit: ulimit -f unlimited, or LimitFSIZE=infinity")
        ]
    }

    static func results(_ postfix: PostfixSetup, storeFile: String) -> [CheckResult] {
        let limit = postfix.value("mailbox_size_limit").flatMap(Int64.init) ?? usualLimit
        guard postfix.aliasesRunFilter, limit > 0 else { return [] }
        let size = ((try? FileSystem.status(storeFile)) ?? nil)?.size ?? 0
        return [
            CheckResult(
                // One more large message would exceed the limit, and mail would be deferred.
                level: size > limit / 2 ? .error : .warning, name: "size-limit",
                message: "\(postfix.directory)/main.cf: mailbox_size_limit is \(limit) bytes, which"
                    + " also limits the store (now \(size)) for deliveries from aliases",
                remedy: "postconf -e mailbox_size_limit=0, or use pipe(8)")
        ]
    }
}
