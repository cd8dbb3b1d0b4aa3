// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// qmail: virtual addresses of the store owner.
enum QmailConfiguration {
    static func ways(for site: FilterSite) -> [ConfigurationWay] {
        [
            ConfigurationWay(
                "by virtual addresses of the user \(site.user)",
                [
                    ConfigurationPiece(
                        name: "virtualdomains", place: "/var/qmail/control/virtualdomains",
                        remarks: [
                            "Then send HUP to qmail-send. The domains must be in rcpthosts.",
                            "Without a patch, qmail accepts any address of such a domain at RCPT.",
                        ],
                        lines: site.addresses.map { address in
                            let key = address.hasPrefix("*@") ? address.dropFirst(2) : address[...]
                            return "\(key):\(site.user)"
                        }),
                    ConfigurationPiece(
                        name: "dot-qmail",
                        place: "the file .qmail-default in \(site.user)'s home",
                        lines: ["|\(site.command) -f \"$SENDER\" -r \"$EXT@$HOST\""]),
                ])
        ]
    }
}
