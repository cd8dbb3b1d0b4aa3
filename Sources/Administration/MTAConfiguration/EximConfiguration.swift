// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Exim: a router and a transport with a recipient map, or commands in an alias table.
enum EximConfiguration {
    static func ways(for site: FilterSite) -> [ConfigurationWay] {
        [
            ConfigurationWay(
                "by a router and a transport (recommended)",
                [recipients(site), main(site), router(site), transport(site)]),
            ConfigurationWay(
                "by aliases (also needs main from above)",
                [aliases(site), aliasRouter(site), aliasTransport(site)]),
        ]
    }

    private static let map = "/etc/exim4/mailclerk"
    private static let aliasFile = "/etc/exim4/mailclerk.aliases"

    private static func recipients(_ site: FilterSite) -> ConfigurationPiece {
        ConfigurationPiece(
            name: "recipients", place: "the file \(map)",
            remarks: [
                "Other addresses are left to the other routers; most configurations refuse",
                "unknown ones at RCPT by \"require verify = recipient\" in the ACL.",
                "Regenerate the file when addresses change.",
            ], lines: site.addresses)
    }

    private static func main(_ site: FilterSite) -> ConfigurationPiece {
        ConfigurationPiece(
            name: "main", place: "the main section (Debian: exim4.conf.localmacros)",
            remarks: [
                "This lets replies of users keep the mailbox as envelope sender.",
                "Debian: MAIN_TRUSTED_USERS = uucp : \(site.user)",
            ], lines: ["trusted_users = \(site.user)"])
    }

    private static func router(_ site: FilterSite) -> ConfigurationPiece {
        ConfigurationPiece(
            name: "router", place: "the routers, first (Debian: conf.d/router/250_mailclerk)",
            remarks: ["The domains must be local domains (local_domains)."],
            lines: [
                "mailclerk:",
                "  driver = accept",
                "  condition = ${lookup{$local_part@$domain}\\",
                "    lsearch*@{\(map)}{yes}{no}}",
            ] + suffix(site) + ["  transport = mailclerk"])
    }

    private static func transport(_ site: FilterSite) -> ConfigurationPiece {
        ConfigurationPiece(
            name: "transport", place: "the transports (Debian: conf.d/transport/30_mailclerk)",
            remarks: frozen,
            lines: [
                "mailclerk:",
                "  driver = pipe",
                "  command = \(site.command) -r $pipe_addresses",
            ] + pipe(site))
    }

    private static func aliases(_ site: FilterSite) -> ConfigurationPiece {
        ConfigurationPiece(
            name: "aliases", place: "the file \(aliasFile)",
            lines: site.localParts.map { "\($0): \"|\(site.command)\"" })
    }

    private static func aliasRouter(_ site: FilterSite) -> ConfigurationPiece {
        ConfigurationPiece(
            name: "alias-router",
            place: "the routers, first (Debian: conf.d/router/250_mailclerk)",
            lines: [
                "mailclerk_aliases:",
                "  driver = redirect",
                "  domains = \(site.domains.joined(separator: " : "))",
                "  data = ${lookup{$local_part}lsearch{\(aliasFile)}}",
            ] + suffix(site) + [
                "  user = \(site.user)",
                "  pipe_transport = mailclerk_pipe",
            ])
    }

    private static func aliasTransport(_ site: FilterSite) -> ConfigurationPiece {
        ConfigurationPiece(
            name: "alias-transport",
            place: "the transports (Debian: conf.d/transport/30_mailclerk)",
            remarks: ["Debian's own address_pipe bounces a message if the program is killed."],
            lines: ["mailclerk_pipe:", "  driver = pipe"] + pipe(site))
    }

    /// The options that both transports need so that failures never bounce mail.
    private static func pipe(_ site: FilterSite) -> [String] {
        [
            "  user = \(site.user)",
            "  current_directory = /",
            "  umask = 077",
            "  message_prefix =",
            "  message_suffix =",
            "  return_path_add",
            "  envelope_to_add",
            "  return_fail_output",
            "  timeout = 5m",
            "  timeout_defer",
            "  freeze_signal",
            "  log_defer_output",
        ]
    }

    private static let frozen = [
        "A message is frozen if the program is killed: exim4 -bp lists it,",
        "exim4 -M ID retries it, as does auto_thaw = 1h in the main section.",
    ]

    private static func suffix(_ site: FilterSite) -> [String] {
        guard !site.delimiter.isEmpty else { return [] }
        let patterns = site.delimiter.map { "\($0)*" }.joined(separator: " : ")
        return ["  local_part_suffix = \(patterns)", "  local_part_suffix_optional"]
    }
}
