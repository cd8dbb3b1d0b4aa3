// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

import SystemMailbox
import Testing

@testable import Administration

@Suite("Settings that are right become values")
struct ReadSettingsTests {
    @Test func everyKeyIsRead() throws {
        let loaded = load(
            """
            recipient-delimiter = "-"
            default-mailbox = "support"
            [replies]
            sendmail = ["/bin/sh", "-i"]
            limit = { count = 3, within = 90 }
            daily-limit = { count = 6, within = "12h" }
            total-limit = { count = 7, within = "15m" }
            trusted-authserv-ids = ["mx.example.com"]
            unauthenticated = "hold"
            spam = ["X-Spam-Flag: YES"]
            [roles]
            agents = ["alice", "%help", "alice"]
            [users.alice]
            name = "Alice"
            address = "alice@example.com"
            [statuses]
            open = ["new", "open"]
            closed = ["done"]
            [organization]
            name = "Inc."
            [mailboxes.support]
            label = "Support"
            address = "Support@example.com"
            aliases = ["help@example.com", "*@example.org"]
            language = "de-AT"
            shadow = true
            read = { roles = ["agents"], users = ["carol"] }
            manage = { users = ["carol"] }
            notify = "all"
            reopen = "leave"
            convert-kinds = ["bounce", "receipt"]
            forms = ["form@example.com"]
            own-lists = ["<team.example.com>"]
            reply-token = true
            cc-participants = false
            renamed-from = "help"
            [mailboxes.support.action]
            type = "case"
            owner = "carol"
            assign-to = "bob"
            status = "new"
            priority = "high"
            tags = ["x"]
            [[mailboxes.support.auto-responses]]
            name = "A"
            active = false
            template = "acknowledge"
            on = ["new", "follow-up"]
            once-per = "7d"
            when = { all = [ { field = "subject", not-contains = "invoice" }, { any = [ \
            { field = "header:X-Priority", in = ["1", "2"] }, { field = "size", above = 10 }, \
            { field = "cc", empty = true } ] } ] }
            """)
        #expect(texts(loaded) == [])
        let settings = loaded.settings
        #expect(settings.recipientDelimiter == "-")
        #expect(settings.defaultMailbox == "support")
        #expect(settings.replies.sendmail == ["/bin/sh", "-i"])
        #expect(settings.replies.limit == RateLimit(count: 3, within: 90_000_000))
        #expect(settings.replies.dailyLimit == RateLimit(count: 6, within: 43_200_000_000))
        #expect(settings.replies.totalLimit == RateLimit(count: 7, within: 900_000_000))
        #expect(settings.replies.trustedAuthservIDs == ["mx.example.com"])
        #expect(settings.replies.unauthenticated == .hold)
        #expect(settings.replies.spam == ["X-Spam-Flag: YES"])
        #expect(settings.roles == ["agents": ["alice", "%help"]])
        #expect(settings.users.map(\.fullName) == ["Alice"])
        #expect(settings.statuses.first == "new")
        #expect(settings.statuses.closed == ["done"])
        #expect(settings.organization == ["name": "Inc."])
        var mailbox = MailboxSettings(
            name: "support", label: "Support", address: "Support@example.com")
        mailbox.aliases = ["help@example.com", "*@example.org"]
        mailbox.language = "de-at"
        mailbox.isShadow = true
        mailbox.access = [
            AccessGrant(level: .read, holder: .role("agents")),
            AccessGrant(level: .read, holder: .user("carol")),
            AccessGrant(level: .manage, holder: .user("carol")),
        ]
        mailbox.notify = .all
        mailbox.reopen = .leave
        mailbox.convertKinds = [.bounce, .receipt]
        mailbox.forms = ["form@example.com"]
        mailbox.ownLists = ["<team.example.com>"]
        mailbox.hasReplyToken = true
        mailbox.hasCcParticipants = false
        mailbox.renamedFrom = "help"
        mailbox.action.kind = .case
        mailbox.action.owner = "carol"
        mailbox.action.assignTo = "bob"
        mailbox.action.status = "new"
        mailbox.action.priority = "high"
        mailbox.action.tags = ["x"]
        var rule = AutoResponseRule(name: "A", template: "acknowledge")
        rule.isActive = false
        rule.on = [.new, .followUp]
        rule.oncePer = 7 * 86_400_000_000
        rule.condition = .all([
            test(.named(.subject), .notContains, .text("invoice")),
            .any([
                test(.header("X-Priority"), .in, .list(["1", "2"])),
                test(.named(.size), .above, .number(10)), test(.named(.cc), .empty, .flag(true)),
            ]),
        ])
        mailbox.rules = [rule]
        #expect(settings.mailboxes == [mailbox])
    }

    @Test func absentKeysHaveTheirDefaults() throws {
        let settings = load(mailbox("")).settings
        let mailbox = try #require(settings.mailboxes.first)
        #expect(
            mailbox
                == MailboxSettings(
                    name: "support", label: "support", address: "support@example.com"))
        #expect(settings.replies == ReplySettings())
        #expect(settings.statuses == Statuses())
        #expect(settings.recipientDelimiter == "+")
        #expect(settings.defaultMailbox == nil)
    }

    private func test(
        _ field: ConditionField, _ comparison: ConditionOperator, _ operand: ConditionOperand
    ) -> Condition {
        .test(ConditionTest(field: field, comparison: comparison, operand: operand))
    }
}
