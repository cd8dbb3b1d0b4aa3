// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// procmail: the recipe of the store owner.
enum ProcmailConfiguration {
    static func ways(for site: FilterSite) -> [ConfigurationWay] {
        [
            ConfigurationWay(
                "as the program that delivers to the user \(site.user)",
                [
                    ConfigurationPiece(
                        name: "recipe", place: "the file .procmailrc in \(site.user)'s home",
                        remarks: [
                            "Mail for the mailboxes must be delivered to the user \(site.user);",
                            "the address is taken from X-Original-To, Envelope-To or Delivered-To.",
                            "Without the flag w and the lines after it mail would be lost; procmail",
                            "reports status 0 for a program that was killed.",
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
