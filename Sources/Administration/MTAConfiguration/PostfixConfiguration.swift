// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Postfix: a pipe(8) transport with a recipient map, or commands in an alias table.
enum PostfixConfiguration {
    static func ways(for site: FilterSite) -> [ConfigurationWay] {
        [
            ConfigurationWay(
                "by pipe(8) (recommended)",
                [
                    recipients(site), transport(site),
                    main(
                        "main", site,
                        [
                            "local_recipient_maps ="
                                + " $mailclerk_map proxy:unix:passwd.byname $alias_maps"
                        ],
                        [
                            "For domains in mydestination, the usual case.",
                            "If transport_maps or local_recipient_maps are set, combine the values.",
                            "postconf can set them: ... --part main | xargs -d '\\n' postconf",
                        ]),
                    main(
                        "main-virtual", site,
                        [
                            "virtual_mailbox_domains = \(site.domains.joined(separator: " "))",
                            "virtual_mailbox_maps = $mailclerk_map",
                        ],
                        [
                            "Instead of main, for domains used only by mailclerk, which are",
                            "not in mydestination.",
                        ]),
                    main(
                        "main-relay", site,
                        [
                            "relay_domains = \(site.domains.joined(separator: " "))",
                            "relay_recipient_maps = $mailclerk_map",
                        ],
                        [
                            "Instead of main, if other mail for these domains is relayed to another",
                            "server; its addresses must then also be in the map.",
                        ]),
                ]),
            ConfigurationWay(
                "by aliases", [aliases(site), aliasesMain(site)]),
        ]
    }

    private static let map = "/etc/postfix/mailclerk"
    private static let aliasDirectory = "/etc/mailclerk-aliases"

    /// Returns the file that is both the recipient map and the transport table: the former looks
    /// for `@domain`, the latter for `domain`.
    private static func recipients(_ site: FilterSite) -> ConfigurationPiece {
        let lines = site.addresses.flatMap { address in
            address.hasPrefix("*@")
                ? ["\(address.dropFirst()) mailclerk:", "\(address.dropFirst(2)) mailclerk:"]
                : ["\(address) mailclerk:"]
        }
        var remarks = [
            "Other addresses are refused at RCPT. Regenerate the file when addresses",
            "change, then run: postfix reload",
        ]
        if !site.wholeDomains.isEmpty {
            remarks += [
                "All mail for a domain goes to mailclerk here, also that for local users;",
                "for such a user add a line: user@domain local:",
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
            "Postfix runs the command as the owner of the .db file, or as nobody if that",
            "is root. The table must belong to \(site.user) and contain only these",
            "addresses:",
            "  install -d -o \(site.user) \(aliasDirectory)",
            "  chown \(site.user) \(file)",
            "  postalias hash:\(file)",
            "There must be no alias owner-...: it makes Postfix replace the sender.",
        ]
        if !site.wholeDomains.isEmpty {
            remarks.append("Aliases do not support *@domain; use pipe(8) for that.")
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
                "The mailbox size limit also applies to commands in aliases, and the store",
                "would exceed it.",
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
