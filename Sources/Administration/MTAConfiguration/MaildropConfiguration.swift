// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// maildrop: the filter of the store owner.
enum MaildropConfiguration {
    static func ways(for site: FilterSite) -> [ConfigurationWay] {
        [
            ConfigurationWay(
                "as the program that delivers to the user \(site.user)",
                [
                    ConfigurationPiece(
                        name: "filter",
                        place: "the file .mailfilter in \(site.user)'s home, mode 0600",
                        remarks: [
                            "Mail for the mailboxes must be delivered to the user \(site.user);",
                            "the address is taken from X-Original-To, Envelope-To or Delivered-To.",
                            "maildrop runs commands with the user's shell, which may be nologin.",
                        ],
                        lines: ["SHELL=/bin/sh", "to '|\(site.deferringCommand)'"]),
                    DeliveringAliases.piece(for: site),
                ])
        ]
    }
}
