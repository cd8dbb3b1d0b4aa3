// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Postfix: a pipe(8) transport with a table of addresses, or commands in a table of aliases.
enum PostfixConfiguration {
    static func ways(for site: FilterSite) -> [ConfigurationWay] {
        [
            ConfigurationWay(
                "by pipe(8), the way to be preferred",
                [
                    recipients(site), transport(site),
                    main(
                        "main", site,
                        [
                            "local_recipient_maps ="
                                + " $mailclerk_map proxy:unix:passwd.byname $alias_maps"
                        ],
                        [
                            "For domains that are in mydestination, as most are.",
                            "Where transport_maps or local_recipient_maps are set, join the two.",
                            "postconf can set them: ... --part main | xargs -d '\\n' postconf",
                        ]),
                    main(
                        "main-virtual", site,
                        [
                            "virtual_mailbox_domains = \(site.domains.joined(separator: " "))",
                            "virtual_mailbox_maps = $mailclerk_map",
                        ],
                        [
                            "Instead of main, for domains that are mailclerk's alone",
                            "and so are not in mydestination.",
                        ]),
                    main(
                        "main-relay", site,
                        [
                            "relay_domains = \(site.domains.joined(separator: " "))",
                            "relay_recipient_maps = $mailclerk_map",
                        ],
                        [
                            "Instead of main, where other mail of these domains goes on to",
                            "another server; its addresses must then be in the map, too.",
                        ]),
                ]),
            ConfigurationWay(
                "by aliases", [aliases(site), aliasesMain(site)]),
        ]
    }

    private static let map = "/etc/postfix/mailclerk"
    private static let aliasDirectory = "/etc/mailclerk-aliases"

    /// One table is the recipient map and the table of transports: the first looks for `@domain`,
    /// the second for `domain`.
    private static func recipients(_ site: FilterSite) -> ConfigurationPiece {
        let lines = site.addresses.flatMap { address in
            address.hasPrefix("*@")
                ? ["\(address.dropFirst()) mailclerk:", "\(address.dropFirst(2)) mailclerk:"]
                : ["\(address) mailclerk:"]
        }
        var remarks = [
            "Any other address is refused at RCPT. Print it anew when addresses change,",
            "then: postfix reload",
        ]
        if !site.wholeDomains.isEmpty {
            remarks += [
                "All mail of a domain is mailclerk's here, the system's users included;",
                "for one of these add a line: user@domain local:",
            ]
        }
        return ConfigurationPiece(
            name: "recipients", place: "the file \(map)", remarks: remarks, lines: lines)
    }

    private static func transport(_ site: FilterSite) -> ConfigurationPiece {
        ConfigurationPiece(
            name: "master", place: "at the end of /etc/postfix/master.cf",
            lines: [
                "mailclerk unix - n n - 10 pipe",
                "  flags=DORX null_sender= user=\(site.user) directory=/",
                "  argv=\(site.command) -f ${sender} -r ${recipient}",
            ])
    }

    private static func main(
        _ name: String, _ site: FilterSite, _ lines: [String], _ remarks: [String]
    ) -> ConfigurationPiece {
        ConfigurationPiece(
            name: name, place: "at the end of /etc/postfix/main.cf, then: postfix reload",
            remarks: remarks,
            lines: ["mailclerk_map = texthash:\(map)", "transport_maps = $mailclerk_map"] + lines
                + ["mailclerk_destination_recipient_limit = 1", "mailclerk_time_limit = 300s"]
                + delimiter(site))
    }

    private static func aliases(_ site: FilterSite) -> ConfigurationPiece {
        let file = "\(aliasDirectory)/aliases"
        var remarks = [
            "Postfix runs the command as the owner of the .db file, as nobody if that is",
            "root, so the table is \(site.user)'s and holds these addresses alone:",
            "  install -d -o \(site.user) \(aliasDirectory)",
            "  chown \(site.user) \(file)",
            "  postalias hash:\(file)",
            "There must be no alias owner-...: with it Postfix replaces the sender.",
        ]
        if !site.wholeDomains.isEmpty {
            remarks.append("Aliases know no *@domain; that needs the way by pipe(8).")
        }
        return ConfigurationPiece(
            name: "aliases", place: "the file \(file)", remarks: remarks,
            lines: site.localParts.map { "\($0): \"|\(site.command)\"" })
    }

    private static func aliasesMain(_ site: FilterSite) -> ConfigurationPiece {
        ConfigurationPiece(
            name: "aliases-main",
            place: "at the end of /etc/postfix/main.cf, then: postfix reload",
            remarks: [
                "The limit on mailboxes counts for commands in aliases, too, and the store",
                "would outgrow it.",
            ],
            lines: [
                "alias_maps = hash:/etc/aliases, hash:\(aliasDirectory)/aliases",
                "mailbox_size_limit = 0",
            ] + delimiter(site))
    }

    private static func delimiter(_ site: FilterSite) -> [String] {
        site.delimiter.isEmpty ? [] : ["recipient_delimiter = \(site.delimiter)"]
    }
}
