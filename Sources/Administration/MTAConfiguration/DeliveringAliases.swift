// SPDX-License-Identifier: MIT
// Part of mailclerk, system mailboxes for any mail server.

/// Aliases that send the mailboxes' mail to one user, for programs that deliver to users.
enum DeliveringAliases {
    /// Returns the lines for /etc/aliases.
    static func piece(for site: FilterSite) -> ConfigurationPiece {
        ConfigurationPiece(
            name: "aliases", place: "/etc/aliases, then: newaliases",
            lines: site.localParts.map { "\($0): \(site.user)" })
    }
}
