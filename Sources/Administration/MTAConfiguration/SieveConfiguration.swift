// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Dovecot's Sieve with the plugin extprograms: the script of the store owner.
enum SieveConfiguration {
    /// 8 seconds, because Dovecot kills a program after 10 seconds.
    private static let deadlineInSeconds = 8
    private static let directory = "/usr/local/lib/mailclerk-sieve"

    static func ways(for site: FilterSite) -> [ConfigurationWay] {
        let arguments =
            site.command.split(separator: " ").dropFirst() + ["-t", "\(deadlineInSeconds)"]
        let list = arguments.map { "\"\($0)\"" }.joined(separator: ", ")
        return [
            ConfigurationWay(
                "by pipe of the plugin extprograms, for the user \(site.user)",
                [
                    ConfigurationPiece(
                        name: "dovecot",
                        place: "the file /etc/dovecot/conf.d/99-mailclerk.conf",
                        remarks: [
                            "The directory must contain only the programs that scripts may run:",
                            "  install -d \(directory)",
                            "  ln -s \(site.program) \(directory)/mailclerk",
                        ],
                        lines: [
                            "protocol lda {", "  mail_plugins = $mail_plugins sieve", "}",
                            "protocol lmtp {", "  mail_plugins = $mail_plugins sieve", "}",
                            "plugin {", "  sieve_plugins = sieve_extprograms",
                            "  sieve_extensions = +vnd.dovecot.pipe",
                            "  sieve_pipe_bin_dir = \(directory)", "}",
                        ]),
                    ConfigurationPiece(
                        name: "script", place: "the file .dovecot.sieve in \(site.user)'s home",
                        remarks: [
                            "Mail for the mailboxes must be delivered to the user \(site.user), and",
                            "Dovecot must know the envelope recipient (dovecot-lda -a, LMTP).",
                            "Sieve does not retry: messages that could not be stored stay in the",
                            "user's inbox, from which mailclerkctl import can import them.",
                        ],
                        lines: ["require [\"vnd.dovecot.pipe\"];", "pipe \"mailclerk\" [\(list)];"]),
                    DeliveringAliases.piece(for: site),
                ])
        ]
    }
}
