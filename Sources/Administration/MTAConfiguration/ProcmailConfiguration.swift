// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// procmail: the recipe of the user who owns the store.
enum ProcmailConfiguration {
    static func ways(for site: FilterSite) -> [ConfigurationWay] {
        [
            ConfigurationWay(
                "as the program that delivers to the user \(site.user)",
                [
                    ConfigurationPiece(
                        name: "recipe", place: "the file .procmailrc in \(site.user)'s home",
                        remarks: [
                            "Mail for the mailboxes must come to the user \(site.user); their address",
                            "is taken from X-Original-To, Envelope-To or Delivered-To.",
                            "Without the w, and without what follows, mail would be lost; the",
                            "status of a program that was killed is 0 to procmail.",
                        ],
                        lines: [
                            ":0 w", "| \(site.command)", "STATUS=$?", "EXITCODE=75", ":0",
                            "* STATUS ?? ^^67^^", "{ EXITCODE=67 }", ":0", "/dev/null",
                        ]),
                    DeliveringAliases.piece(for: site),
                ])
        ]
    }
}
