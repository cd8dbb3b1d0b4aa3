// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox

/// Finds out which limits a sender has reached, from the times of the replies that it received.
///
/// The limits stop loops of two programs that reply to each other without any mark of automatic
/// mail.
struct SenderLimits {
    /// Whether the sender received the replies that `limit` allows, in its period, in one thread,
    /// or before a mute that has not ended.
    private(set) var hasReachedLimit = false
    /// Whether the sender received the replies that `daily-limit` allows in its period.
    private(set) var hasReachedDailyLimit = false

    private let limit: RateLimit
    private let dailyLimit: RateLimit
    private let threadID: Int64?
    private let now: Int64
    /// The times of the replies, the newest first.
    private var times: [Int64] = []
    private var repliesInThread: Int64 = 0

    /// A mute lasts 24 hours from the reply that set it, in microseconds.
    static let mute: Int64 = 24 * 3_600_000_000

    /// Prepares for the replies to a sender of a message that belongs to a thread, or to none yet.
    init(_ settings: ReplySettings, threadID: Int64?, now: Int64) {
        limit = settings.limit
        dailyLimit = settings.dailyLimit
        self.threadID = threadID
        self.now = now
    }

    /// The time since which replies are needed.
    var since: Int64 {
        now - max(Self.mute + limit.within, dailyLimit.within)
    }

    /// Adds the next older reply; returns whether a still older one can change the result.
    mutating func add(at time: Int64, threadID: Int64) -> Bool {
        times.append(time)
        if Int64(times.count) == dailyLimit.count, time > now - dailyLimit.within {
            hasReachedDailyLimit = true
        }
        if threadID == self.threadID, time > now - Self.mute {
            // Two programs may reply to each other so slowly that the limit is never reached within
            // its period; in one thread, no person gets that many replies in a day.
            repliesInThread += 1
            if repliesInThread >= limit.count { hasReachedLimit = true }
        }
        let count = max(1, Int(clamping: limit.count))
        if times.count >= count {
            let last = times[times.count - count]
            let isInPeriod = last == times[0] && time > now - limit.within
            if isInPeriod || (last > now - Self.mute && time > last - limit.within) {
                hasReachedLimit = true
            }
        }
        return !(hasReachedLimit && hasReachedDailyLimit)
    }
}
