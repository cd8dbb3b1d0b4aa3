// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// OpenSMTPD: a separate action for a recipient map.
enum OpenSMTPDConfiguration {
    static func ways(for site: FilterSite) -> [ConfigurationWay] {
        [
            ConfigurationWay(
                "by an action",
                [
                    ConfigurationPiece(
                        name: "recipients", place: "the file \(map)",
                        remarks: [
                            "Other addresses are refused at RCPT unless another rule matches them.",
                            "Regenerate the file when addresses change, then run:",
                            "  smtpctl update table mailclerk",
                        ],
                        lines: site.addresses.map { address in
                            address.hasPrefix("*@") ? String(address.dropFirst()) : address
                        }),
                    ConfigurationPiece(
                        name: "conf", place: "/etc/smtpd.conf, above other actions and matches",
                        remarks: [
                            "Without the shell code after the program, OpenSMTPD would bounce a",
                            "message if the program is killed.",
                        ],
                        lines: [
                            "table mailclerk file:\(map)",
                            "action \"mailclerk\" mda \\",
                            "  \"\(command(site))\" \\",
                            "  user \(site.user) virtual { \"@\" = \(site.user) }",
                            "match from any for rcpt-to <mailclerk> action \"mailclerk\"",
                        ] + delimiter(site)),
                ])
        ]
    }

    private static let map = "/etc/mailclerk.recipients"

    /// OpenSMTPD passes the command to a shell, in double quotes, for a second shell.
    private static func command(_ site: FilterSite) -> String {
        site.deferringCommand.split(separator: "$", omittingEmptySubsequences: false)
            .joined(separator: "\\$")
    }

    private static func delimiter(_ site: FilterSite) -> [String] {
        ["", "+"].contains(site.delimiter)
            ? [] : ["smtp sub-addr-delim \"\(site.delimiter.prefix(1))\""]
    }
}
